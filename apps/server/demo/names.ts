import { frequent, type Frequent } from './chance.ts'

/** Common given names and surnames by naming tradition, the most frequent first, put together at random: any likeness to a person is chance. */
export type Tradition = {
  readonly women: Frequent<string>
  readonly men: Frequent<string>
  readonly surnames: Frequent<string>
  /** How many surnames people of this tradition carry. */
  readonly surnamesEach: 1 | 2
}

const words = (text: string): Frequent<string> => frequent(text.split(' ').map((word) => word.replaceAll('_', ' ')))

export const traditions: Readonly<Record<'spanish' | 'portuguese' | 'kreyol', Tradition>> = {
  spanish: {
    women: words(
      'María Ana Luisa Carmen Rosa Yolanda Yuleisy Daniela Gabriela Valentina Andrea Paola Marisol Yanet Carolina Milagros Josefina Beatriz Elena Patricia Mariángel Génesis Nohemí Ximena Lucía Isabel Ángela Verónica Liliana Maribel Keila Yajaira Damaris Rebeca Noelia Fabiola Leidy Estefanía Roxana Mireya Alejandra Camila Sofía Natalia Mariana Laura Diana Claudia Adriana Mónica Sandra Gloria Marta Teresa Juana Francisca Antonia Victoria Raquel Silvia Irene Cristina Cecilia Norma Graciela Alicia Susana Julia Margarita Esperanza Dolores Mercedes Pilar Consuelo Amparo Rocío Yesenia Karina Vanessa Jessica Yuliana Yurimar Yelitza Zuleima Zoraida Yamileth Marlene Ivonne Nancy Doris Olga Ruth Esther Sara Miriam Noemí Eva Lourdes Guadalupe Fátima Soledad Aurora Celeste Luz Marina Flor Alba Nieves Belkis Maigualida Omaira Coromoto Thais Dayana Wendy Katherine Stefany Genoveva Ramona Petra Inés Leticia Ofelia Amelia Elvira Matilde Rosario Ligia Nelly Aracelis Yubirí Maryuri Odalys Yaquelín Mileidys Anaís Abril Emilia Renata Antonella',
    ),
    men: words(
      'José Luis Carlos Juan Pedro Miguel Ángel Jesús Rafael Antonio Wilmer Guillermo Wilfredo Jhon Brayan Maikel Eduardo Andrés Diego Javier Alexander Ramón Alberto Julio César Enrique Óscar Víctor Yonathan Anderson Félix Gustavo Hernán Iván Joaquín Leonardo Manuel Néstor Pablo Samuel David Daniel Sebastián Santiago Mateo Nicolás Alejandro Fernando Francisco Jorge Ricardo Roberto Raúl Sergio Mario Hugo Edgar Freddy Franklin Yeison Yilber Deivis Darwin Edwin Elvis Kelvin Jairo Fabián Mauricio Gerardo Gonzalo Ignacio Ismael Jacinto Lorenzo Marcos Martín Orlando Osvaldo Rubén Salvador Simón Tomás Vicente Wilson Yorman Yohandry Abel Adolfo Agustín Alfonso Alfredo Armando Arturo Benjamín Bernardo Camilo Cristian Domingo Efraín Emilio Ernesto Esteban Eugenio Ezequiel Federico Gabriel Germán Gilberto Gregorio Heriberto Horacio Isaac Israel Jaime Joel Lázaro Leandro Luciano Marcelo Maximiliano Moisés Nelson Noel Omar Pascual Ramiro Reinaldo Rodolfo Rodrigo Rogelio Saúl Silvio Teodoro Ulises Valentín Yadiel Yunior Emiliano Thiago',
    ),
    surnames: words(
      'González Rodríguez Hernández García Martínez Pérez López Sánchez Ramírez Torres Flores Rivera Gómez Díaz Vázquez Chávez Jiménez Moreno Rojas Medina Castillo Guerrero Suárez Romero Méndez Ibáñez Yépez Huamán Quispe Mamani Zambrano Bolívar Colmenares Urdaneta Villalobos Peña Salazar Marcano Figueroa Carrasquel De_la_Cruz Del_Valle De_los_Santos Arévalo Barrios Cáceres Duarte Escalona Fuentes Guaraco Hurtado Labrador Álvarez Fernández Gutiérrez Ruiz Morales Ortiz Reyes Cruz Mendoza Vargas Castro Ramos Herrera Aguilar Delgado Ortega Guzmán Contreras Navarro Silva Molina Silvera Acosta Núñez Cabrera Campos Vega Soto Ríos Espinoza Valencia Cordero Pacheco Villegas Blanco Rangel Mora Parra Márquez Quintero Bravo Cárdenas Paredes León Rosales Montilla Briceño Uzcátegui Araujo Perdomo Betancourt Materán Paz Rincón Portillo Nava Ferrer Chacín Boscán Leal Prieto Semprún Troconis Fuenmayor Bracho Socorro Atencio Barboza Matos Guerra Sosa Tovar Peralta Bermúdez Cedeño Marín Rondón Velásquez Lárez Brito Millán Patiño Mata Gamboa Ugas Carvajal Guevara Maita Malavé Cova Astudillo Sotillo Yánez Pinto Galindo Cortés Osorio Restrepo Giraldo Zapata Londoño Arango Jaramillo Cardona Echeverri Ospina Bedoya Montoya Henao Vélez Uribe Mejía Arias Agudelo Loaiza Grisales Trujillo Perea Mosquera Palacios Córdoba Murillo Asprilla Rentería Hinestroza Cuesta Lozano Quiñones Angulo Caicedo Preciado Estupiñán Valdés Zayas Oquendo Leyva Pupo Batista Frómeta Labrada Tamayo Fajardo Almaguer Borrero Aguilera Ochoa Batallas Chiluisa Toapanta Guamán Chango Tixi Morocho Pilco Caiza Yumbla Naranjo Moreira Vera Macías Intriago Loor Alcívar Delvalle Bustamante Andrade Benavides Cevallos Larrea Ordóñez',
    ),
    surnamesEach: 2,
  },
  portuguese: {
    women: words(
      'Maria Ana Francisca Antônia Adriana Juliana Márcia Fernanda Patrícia Aline Sandra Camila Amanda Bruna Jéssica Letícia Vanessa Luciana Conceição Aparecida Isabel Teresa Luzia Joana Rosa Helena Beatriz Catarina Madalena Domingas Esperança Graça Filomena Victória Engrácia Delfina Albertina Ermelinda Josefa Eulália Celeste Marta Sara Rute Raquel Ester Lurdes Fátima Júlia Sofia Inês Carolina Larissa Natália Rafaela Priscila Simone Cristiane Eliane Rosângela Tatiana Mônica',
    ),
    men: words(
      'José João Antônio Francisco Carlos Paulo Pedro Lucas Luiz Marcos Gabriel Rafael Daniel Marcelo Bruno Eduardo Felipe Raimundo Rodrigo Sebastião Manuel Domingos Miguel Agostinho Adão Afonso Alberto Alfredo Armando Augusto Bernardo Cristóvão David Ernesto Fernando Filipe Garcia Gaspar Gonçalo Henrique Isaías Jacinto Jaime Joaquim Jorge Júlio Kiala Leonardo Lourenço Mateus Nelson Osvaldo Pascoal Roberto Salvador Simão Teodoro Tiago Tomás Valdemar Vicente Zeferino',
    ),
    surnames: words(
      'Silva Santos Oliveira Souza Lima Pereira Ferreira Costa Rodrigues Almeida Nascimento Carvalho Araújo Ribeiro Alves Barbosa Gonçalves Magalhães Guimarães da_Conceição dos_Anjos de_Jesus Fernandes Gomes Martins Neto Domingos Francisco Manuel João António Sebastião Miguel Pedro Cardoso Teixeira Mendes Nunes Moreira Lopes Marques Vieira Batista Dias Campos Monteiro Freitas Andrade Pinto Tavares Correia Cunha Fonseca Machado Ramos Rocha Sampaio Xavier Zua Kiala Quissanga Tchissola Muhongo Capita Cassoma Chivala Kapapelo Ngola Lukamba Sacaia Cangombe Bumba Mateta',
    ),
    surnamesEach: 2,
  },
  kreyol: {
    women: words(
      'Guerline Marie-Ange Roseline Mirlande Nadège Fabienne Widline Judeline Guerda Manouchka Islande Rose-Merline Darline Ketia Yolette Mariette Dieunise Lovelie Stéphanie Chrisla Marie-Thérèse Marie-Lourdes Rose-Laure Rose-Andrée Carline Claudette Ghislaine Ginette Immacula Jocelyne Josette Kettly Lunise Magalie Marjorie Micheline Mimose Myriam Natacha Nadia Odette Paulette Régine Rosemène Sabine Sherline Solange Suze Tamara Venise Viergela Wilda Yvrose Elmise Esther Ruth Naomie Daphney Fedline Gaëlle',
    ),
    men: words(
      'Jean-Baptiste Wisler Jean-Claude Fritzner Dieuseul Wilner Evens Ronald Jameson Woodley Macdonald Kervens Jean-Robert Mackenson Wesner Frantz Dieudonné Lucner Rony Samson Jean-Marie Jean-Pierre Jean-Louis Joseph Pierre Emmanuel Daniel Samuel David Elie Josué Moïse Gérard Guy Harold Hérold Jacques Jocelyn Jonas Joël Junior Kenol Ludovic Luckner Marc-Arthur Maxime Michelet Nixon Occide Patrick Peterson Philippe Pierre-Louis Reginald Renold Robenson Rodney Roosevelt Schiller Stanley Wilguens Wilson Woodson Yvon',
    ),
    surnames: words(
      'Desrosiers Pierre Jean Joseph Louis Charles Saint-Louis Baptiste François Celestin Dorvil Petit-Frère Augustin Toussaint Estimé Belizaire Laguerre Jean-Louis Mérilus Sanon Exantus Cadet Jean-Baptiste Pierre-Louis Jean-Pierre Saint-Fleur Saint-Juste Saint-Hilaire Étienne Alexandre Antoine Auguste Bazile Beauvoir Bernard Bien-Aimé Blaise Bonhomme Calixte Casimir Cherestal Chery Clerveau Compère Constant Daniel Delva Derival Désir Destin Dieudonné Dorcé Dorsainvil Duverger Edmond Elysée Eugène Fanfan Fénelon Fils-Aimé Fleurimond Fortuné Gédéon Georges Germain Guerrier Hilaire Honorat Hyppolite Innocent Isidore Jacques Jeudy Jules Julien Lafleur Lamour Laurent Leblanc Léger Lubin Marcelin Maurice Mercier Michel Milord Monestime Narcisse Nicolas Noël Occéan Olivier Orélus Paul Philippe Prophète Raymond Régis Rémy Richard Romain Saintil Salomon Simon Sylvain Théodore Thermidor Valcin Victor Vilsaint Vincent Zamor',
    ),
    surnamesEach: 1,
  },
}

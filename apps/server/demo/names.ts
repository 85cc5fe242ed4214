/** Common given names and surnames by naming tradition, put together at random: any likeness to a person is chance. */
export type Tradition = {
  readonly women: readonly string[]
  readonly men: readonly string[]
  readonly surnames: readonly string[]
  /** How many surnames people of this tradition carry. */
  readonly surnamesEach: 1 | 2
}

const words = (text: string): readonly string[] => text.split(' ').map((word) => word.replaceAll('_', ' '))

export const traditions: Readonly<Record<'spanish' | 'portuguese' | 'kreyol', Tradition>> = {
  spanish: {
    women: words(
      'María Ana Luisa Carmen Rosa Yolanda Yuleisy Daniela Gabriela Valentina Andrea Paola Marisol Yanet Carolina Milagros Josefina Beatriz Elena Patricia Mariángel Génesis Nohemí Ximena Lucía Isabel Ángela Verónica Liliana Maribel Keila Yajaira Damaris Rebeca Noelia Fabiola Leidy Estefanía Roxana Mireya',
    ),
    men: words(
      'José Luis Carlos Juan Pedro Miguel Ángel Jesús Rafael Antonio Wilmer Guillermo Wilfredo Jhon Brayan Maikel Eduardo Andrés Diego Javier Alexander Ramón Alberto Julio César Enrique Óscar Víctor Yonathan Anderson Félix Gustavo Hernán Iván Joaquín Leonardo Manuel Néstor Pablo Samuel',
    ),
    surnames: words(
      'González Rodríguez Hernández García Martínez Pérez López Sánchez Ramírez Torres Flores Rivera Gómez Díaz Vázquez Chávez Jiménez Moreno Rojas Medina Castillo Guerrero Suárez Romero Méndez Ibáñez Yépez Huamán Quispe Mamani Zambrano Bolívar Colmenares Urdaneta Villalobos Peña Salazar Marcano Figueroa Carrasquel De_la_Cruz Del_Valle De_los_Santos Arévalo Barrios Cáceres Duarte Escalona Fuentes Guaraco Hurtado Labrador',
    ),
    surnamesEach: 2,
  },
  portuguese: {
    women: words(
      'Maria Ana Francisca Antônia Adriana Juliana Márcia Fernanda Patrícia Aline Sandra Camila Amanda Bruna Jéssica Letícia Vanessa Luciana Conceição Aparecida',
    ),
    men: words(
      'José João Antônio Francisco Carlos Paulo Pedro Lucas Luiz Marcos Gabriel Rafael Daniel Marcelo Bruno Eduardo Felipe Raimundo Rodrigo Sebastião',
    ),
    surnames: words(
      'Silva Santos Oliveira Souza Lima Pereira Ferreira Costa Rodrigues Almeida Nascimento Carvalho Araújo Ribeiro Alves Barbosa Gonçalves Magalhães Guimarães da_Conceição dos_Anjos de_Jesus',
    ),
    surnamesEach: 2,
  },
  kreyol: {
    women: words(
      'Guerline Marie-Ange Roseline Mirlande Nadège Fabienne Widline Judeline Guerda Manouchka Islande Rose-Merline Darline Ketia Yolette Mariette Dieunise Lovelie Stéphanie Chrisla',
    ),
    men: words(
      'Jean-Baptiste Wisler Jean-Claude Fritzner Dieuseul Wilner Evens Ronald Jameson Woodley Macdonald Kervens Jean-Robert Mackenson Wesner Frantz Dieudonné Lucner Rony Samson',
    ),
    surnames: words(
      'Desrosiers Pierre Jean Joseph Louis Charles Saint-Louis Baptiste François Celestin Dorvil Petit-Frère Augustin Toussaint Estimé Belizaire Laguerre Jean-Louis Mérilus Sanon Exantus Cadet',
    ),
    surnamesEach: 1,
  },
}

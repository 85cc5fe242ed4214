/**
 * Names as two officers wrote them: the twelve pairs that a rule made for English misses, then two hundred of our own after the usual
 * confusions of Spanish, Portuguese, French and Kreyòl spelling (b/v, s/z/c/ç/x, ll/y, silent h, g/j, qu/k/c, w/gu, nasal vowels, accents).
 */
const twelve = `Hernández/Ernández Vázquez/Básquez Yolanda/Llolanda Guillermo/Guiyermo Wilfredo/Guilfredo Jhon/Yon Chávez/Shabes
Ibáñez/Ivanes Guerline/Gèlin Huamán/Guamán Yepes/Llepez Jiménez/Ximénez`
const ours = `González/Gonsales González/Gonzales González/Gonsález Rodríguez/Rodrigues Rodríguez/Rodrígues Fernández/Fernandes Fernández/Hernandez
López/Lopes Martínez/Martines Sánchez/Sanches Sánchez/Zanchez Pérez/Peres Gómez/Gomes Díaz/Dias Díaz/Diaz Álvarez/Albares Álvarez/Alvares
Suárez/Suares Suárez/Zuarez Vásquez/Basques Vásquez/Vasquez Velásquez/Belasquez Velásquez/Velazques Zambrano/Sambrano Zapata/Sapata Zúñiga/Suñiga
Zúñiga/Zuniga Cevallos/Seballos Cevallos/Zevallos Ceballos/Cevallos Villegas/Viyegas Villanueva/Viyanueva Vallejo/Bayejo Vallejo/Vayejo
Carrillo/Carriyo Castillo/Castiyo Murillo/Muriyo Trujillo/Truhiyo Bolívar/Volivar Bolaños/Volaños Benavides/Venabides Barrios/Varrios
Valencia/Balensia Valdez/Baldes Vargas/Bargas Vega/Bega Vera/Bera Vidal/Bidal Rivas/Ribas Rivera/Ribera Olivares/Olibares Cervantes/Serbantes
Cisneros/Sisneros Cedeño/Sedeño Cedeño/Cedeno Centeno/Senteno Peña/Pena Núñez/Nunez Núñez/Nuñes Muñoz/Munoz Muñoz/Muños Ordóñez/Ordoñes
Quintero/Kintero Quiñones/Kiñones Quispe/Kispe Quiroga/Kiroga Enríquez/Enrikes Enríquez/Enriques Márquez/Markes Henríquez/Enriquez
Hurtado/Urtado Herrera/Errera Hidalgo/Idalgo Huerta/Werta Hinojosa/Inojosa Haro/Aro Higuera/Iguera Hoyos/Oyos Huanca/Wanca
Figueroa/Figeroa Guevara/Gevara Guerrero/Gerrero Guédez/Gedez Aguilar/Agilar Jerez/Gerez Jiménez/Gimenez Giménez/Jimenes Mejía/Mexia
Mejía/Megia Borjas/Vorjas Rojas/Roxas Pacheco/Patcheco Echeverría/Etcheverria Echeverría/Echeberria Yáñez/Llañez Yáñez/Yanes Reyes/Relles
Moya/Molla Arroyo/Arrollo Ayala/Allala Yánez/Ianez Bustamante/Vustamante Caballero/Cavallero Córdova/Cordoba Escobar/Escovar Nieves/Niebes
Navarro/Nabarro Silva/Silba Salazar/Salasar Salazar/Zalazar Solórzano/Solorsano Lozano/Losano Mendoza/Mendosa Espinoza/Espinosa Barboza/Barbosa
Cruz/Crus Ruiz/Ruis Ortiz/Ortis Ortiz/Hortiz Sáenz/Saens Sosa/Soza Meza/Mesa Baeza/Baesa Piza/Pisa Zea/Sea
Yuleisy/Yuleici Yuleisy/Lluleisi Yusmary/Yusmari Yorgelis/Llorgelis Yaritza/Yarisa Yaritza/Llaritza Yesenia/Jesenia Yesenia/Llesenia Jessica/Yessica
Jennifer/Yenifer Jennifer/Jenifer Jonathan/Yonatan Jonathan/Jhonatan Johana/Yohana Johan/Yohan Jhonny/Yonny Jackson/Yackson Wilmer/Guilmer
Wilson/Guilson Wilber/Guilber William/Guilian Walter/Gualter Washington/Guashington Wendy/Guendy Kevin/Quevin Katherine/Caterine Katherine/Katerin
Keila/Queila Kimberly/Quimberli Karina/Carina Erika/Erica Brayan/Braian Brayan/Brallan Maikel/Maiquel Maikol/Maicol Xiomara/Siomara
Xavier/Javier Ximena/Jimena Héctor/Ector Hilda/Ilda Horacio/Orasio Hugo/Ugo Higinio/Iginio Esther/Ester Martha/Marta Ruth/Rut
Betsabé/Betzabe Zoraida/Soraida Zulay/Sulay Zulma/Sulma Cecilia/Sesilia Cecilia/Secilia Celeste/Seleste César/Sesar Vicente/Bisente Lucía/Lusia
Rosalía/Rozalia Beatriz/Veatris Virginia/Birjinia Génesis/Jenesis Gerardo/Jerardo Ángela/Anjela Sergio/Serjio Rogelio/Rojelio
Souza/Sousa Gonçalves/Gonsalves Conceição/Conceisao Magalhães/Magallaes Carvalho/Carvallo Teixeira/Teisheira Araújo/Araujo Assunção/Asunsao
Jean/Jan Jean-Baptiste/Janbatis Pierre/Pyè Joseph/Jozèf Charles/Chal Desrosiers/Derozye François/Franswa Louis/Lwi`

export const spellings: readonly (readonly [stored: string, typed: string])[] = [
  ...twelve.split(/\s+/),
  ...ours.split(/\s+/).slice(0, 200),
].map((pair): readonly [string, string] => {
  const [stored = '', typed = ''] = pair.split('/')
  return [stored, typed]
})

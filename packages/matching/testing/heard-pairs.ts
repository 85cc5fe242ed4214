/**
 * Pairs of one name as two offices wrote it, by where the confusion comes from, and pairs of two names that must stay apart. Written before the
 * rules of `sound.ts` were looked at again; `bench/spellings.ts` holds two hundred others.
 */
type Pairs = readonly (readonly [string, string])[]

function pairsIn(text: string): Pairs {
  return text
    .trim()
    .split(/\s*[;\n]\s*/)
    .map((pair): readonly [string, string] => {
      const [one = '', other = ''] = pair.split('/')
      return [one, other]
    })
}

export const onePerson: Readonly<Record<string, Pairs>> = {
  spanish:
    pairsIn(`Valdivieso/Baldivieso; Saavedra/Sabedra; Chacón/Shacon; Güiza/Guiza; Huertas/Uertas; Zaldívar/Saldibar; Cevallos/Sebayos; Llerena/Yerena
    Quijano/Kijano; Achával/Achabal; Yáñez/Lláñez; Izquierdo/Isquierdo; Bohórquez/Borquez; Echavarría/Chavarria; Hinestroza/Inestrosa; Villavicencio/Biyabisensio
    Jaramillo/Jaramiyo; Ceballos/Cevayos; Avendaño/Abendano; Marroquín/Marrokin; Guanipa/Huanipa; Vizcaíno/Biscaino; Bautista/Vautista; Ávila/Abila
    Orellana/Oreyana; Zelaya/Selaya; Gálvez/Galbes; Chévez/Chebes; Mijares/Migares; Gelvez/Jelves; Argüello/Arguello; Nava/Naba
    Azuaje/Asuaje; Carvajal/Carbajal; Bello/Vello; Barrientos/Varientos; Haydée/Aide; Graciela/Grasiela; Rosaura/Rozaura; Nohemí/Noemi
    Zenaida/Senaida; Belén/Velen; Yolimar/Llolimar; Yaneth/Janet; Yoselin/Joselyn; Emilce/Emilse; Nelson/Nelzon; Heriberto/Eriberto; Ezequiel/Esequiel; Isaías/Izaias
    Moisés/Moises; Jacinto/Jasinto; Baudilio/Vaudilio; Gilberto/Jilberto; Eugenio/Eujenio; Dayana/Daiana; Mayerlin/Maierlin; Yorman/Llorman`),
  portuguese:
    pairsIn(`Guimarães/Guimaraes; Carvalho/Carbalio; Coelho/Coello; Cunha/Cuña; Farinha/Fariña; Bragança/Bragansa; Lourenço/Lorenso; Peixoto/Peishoto
    Queiroz/Keiros; Vasconcelos/Basconselos; Moura/Mora; Brandão/Brandan; Leitão/Leitan; Simões/Simoes; Antunes/Antunez; Nunes/Nunez; Marques/Marquez; Alvares/Albarez
    Fagundes/Fagundez; Henriques/Henriquez; Esteves/Estevez; Thiago/Tiago; Raphael/Rafael; Sophia/Sofia; Luiz/Luis; Luíza/Luisa; Thaís/Tais; Jéssica/Gessica; Wellington/Uelinton
    Washington/Uosinton; Wanderley/Vanderlei; Kauã/Caua; Yasmin/Iasmin; Nathália/Natalia; Vitória/Victoria; Batista/Baptista; Assis/Asis; Xavier/Chavier`),
  kreyol:
    pairsIn(`Guerrier/Gerye; Beauvoir/Bovwa; François/Franswa; Toussaint/Tousen; Moïse/Moyiz; Étienne/Etyen; Louissaint/Lwisen; Augustin/Ogisten; Jacques/Jak; Philippe/Filip
    Antoine/Antwan; Benoît/Benwa; Chrisostome/Krizostom; Darius/Daryis; Dieudonné/Dyedone; Edouard/Edwa; Guillaume/Giyom; Léonard/Leyona; Michel/Michèl; Paul/Pòl; Rémy/Remi
    Thérèse/Terèz; Théodore/Teodò; Victor/Viktò; Yves/Iv; Roseline/Wozlin; Marie/Mari; Mirlande/Milande; Nadège/Nadèj; Ghislaine/Gislèn; Célestin/Selesten; Constant/Konstan; Delva/Dèlva
    Dorcé/Dose; Exantus/Egzantis; Fleurant/Fleran; Georges/Jòj; Hyppolite/Ipolit; Jérôme/Jewom; Laguerre/Lagè; Lafontant/Lafontan; Noël/Nowèl; Occéan/Oseyan; Pierrot/Pyewo; Sylvain/Silven`),
  english:
    pairsIn(`Jhon/John; Jhonatan/Jonathan; Maicol/Michael; Yeison/Jason; Yeferson/Jefferson; Brayan/Brian; Kevin/Kebin; Steven/Estiven; Stiven/Steven; Wuilmer/Wilmer; Wiliam/William; Guillian/William
    Yulian/Julian; Jenifer/Yenifer; Yésica/Jessica; Daiana/Diana; Leidy/Lady; Leydi/Leidi; Elizabeth/Elisabet; Nayeli/Nayely; Yackeline/Jacqueline; Charon/Sharon; Shirley/Chirly; Geraldine/Jeraldin
    Evelyn/Evelin; Yaneth/Janeth; Franklin/Franclin; Edison/Edinson; Maikol/Maykol; Dilan/Dylan; Ingrid/Ingri; Astrid/Astri; Sthefany/Estefani; Catherine/Katerin`),
  arabic:
    pairsIn(`Mohammad/Muhammed; Mohamed/Mohammad; Ahmad/Ahmed; Hussein/Husayn; Hussain/Hosein; Hassan/Hasan; Youssef/Yusuf; Khaled/Jaled; Khalid/Khaled; Mahmoud/Mahmud
    Mustafa/Moustafa; Ibrahim/Ebrahim; Abdulrahman/Abd el Rahman; Abdallah/Abdullah; Fatima/Fatma; Zeinab/Zaynab; Mariam/Maryam; Omar/Umar; Said/Saeed; Haddad/Hadad; Al-Hariri/Hariri; Khoury/Khuri`),
  cyrillic:
    pairsIn(`Сергей/Sergey; Sergey/Serguei; Dmitry/Dmitriy; Дмитрий/Dmitri; Yevgeny/Evgeniy; Yelena/Elena; Елена/Yelena; Aleksandr/Alexander; Александр/Aleksandr; Yuliya/Julia; Tatyana/Tatiana
    Natalya/Natalia; Щербаков/Shcherbakov; Kovalenko/Covalenco; Кузнецов/Kuznetsov; Bondarenko/Бондаренко; Mykhailo/Mikhail`),
  chinese: pairsIn(
    `Zhang/Chang; Xu/Hsu; Zhou/Chou; Zhao/Chao; Qiu/Chiu; Xie/Hsieh; Cai/Tsai; Zheng/Cheng; 王/Wang; 李/Li; 陈/Chen; 張/Zhang`,
  ),
}

export const twoPersons: Pairs =
  pairsIn(`Carlos/Carmen; Rosa/Rocío; Luis/Lucía; María/Mario; Juan/Juana; Ángel/Ángela; Daniel/Daniela; Gabriel/Gabriela; Andrés/Andrea; Alejandro/Alejandra; Julio/Julia; Paulo/Paula
  Antonio/Antonia; Victor/Victoria; Torres/Flores; García/Gracia; Ramos/Rojas; Ortiz/Ortega; Vargas/Vega; Castro/Castillo; Molina/Medina; Moreno/Romero; Marín/Martín; Salas/Salazar; Mora/Moreira; Pardo/Prado; Ríos/Ruiz
  Soto/Sosa; Lara/Lora; Mesa/Mosa; Cano/Cantú; Luna/Lima; Pinto/Pineda; Silva/Salva; Paz/Páez; Rivas/Rivero; Vera/Vidal; Blanco/Franco; Guerra/Herrera; Santana/Santos; Costa/Cuesta; Pereira/Peralta
  Pierre/Paul; Jean/Joseph; Michel/Marcel; Louis/Lucien; Noël/Nicolas; Marie/Martine; Rose/Roseline; Jules/Julien; Simon/Samson; Daniel/Delva
  Mohammad/Mahmoud; Hassan/Hussein; Ali/Alaa; Omar/Amir; Ahmad/Hamad; Khaled/Walid; Layla/Leila Noor; Fatima/Fadi
  Ivan/Igor; Olga/Oleg; Sergey/Andrey; Natalya/Nikolay; Ivanov/Popov; Wang/Huang; Li/Liu; Zhang/Zheng; Chen/Chang; Zhou/Zhao; Xu/Xie; Min/Ming
  Wilmer/Wilson; Yuleisy/Yuleima; Jhon/Juan; Brayan/Bryson; Kevin/Kelvin; Deivis/Deisy; Yorman/Norman; Yeison/Yefferson; Leidy/Heidy; Edison/Edwin`)

/**
 * Spellings that no rule of sound brings together, by the name that each stands for. English names as Latin America writes them; Arabic names
 * after the romanisations in popular-names-by-country (sigpwned, CC0: Egypt, Lebanon, Iraq, Algeria); Chinese surnames in pinyin, Wade–Giles
 * and as Hong Kong writes them, after the same list's China and Taiwan; given names whose French vowels Kreyòl writes anew.
 */
const table = `
jon: john jhon jon yon yhon jhonn
jonatan: jonathan jhonatan yonatan yonathan johnathan
maicol: michael maikel maikol maicol maykol maykel maiquel maicold mikel
jeison: jason yeison jeison yeyson jeyson jaison
bran: brian brayan bryan braian brallan brayam brian
leidi: lady leidy leydi leydy ladi leidi
daiana: dayana daiana diana dayanna
gilian: william wiliam willian wilian guillian guilian
vachinton: washington uosinton guashington wachinton uashington
velinton: wellington uelinton welinton guelinton
vanderlei: wanderley vanderley wanderlei vanderlei
edison: edison edinson edyson
mohamed: mohammad mohammed mohamed mohamad muhammad muhammed muhamad mohamet mohd
ahmed: ahmad ahmed ahmet achmed
iusef: youssef yousef yusuf yusef yousuf iusuf yosef youcef
abdala: abdallah abdullah abdalla abdulla abdala
fatima: fatima fatma fatimah fathima
huseyn: hussein husayn hussain hosein houssein husein hossein
chang: zhang chang jang cheung
tseng: zheng cheng tcheng
tsai: cai tsai choi
sie: xie hsieh tse
su: xu hsu
juang: huang hwang
jao: zhao chao chiu
jou: zhou chou chow
tchiu: qiu chiu
serguei: sergey sergei serguei sergej
pier: pierre pye pyer pier pyere
julia: yuliya yulia iuliia julia
natalia: nataliya nataliia natalya natalia
maria: mariya mariia maria
anastasia: anastasiya anastasiia anastasia
victoria: viktoriya viktoriia viktoria victoria vitoria
eugenia: yevgeniya evgeniya yevgenia evgenia eugenia
guillaume: guillaume giyom
ghislaine: ghislaine gislen jislen
leonard: leonard leyona
yves: yves iv
roseline: roseline wozlin wozlen
augustin: augustin ogisten
darius: darius daryis
mijail: mikhail mykhailo mijail mihail michail
`

/** The name for which a written word stands, where it is one of these; otherwise the word. */
export const standsFor: ReadonlyMap<string, string> = new Map(
  table
    .trim()
    .split('\n')
    .flatMap((line) => {
      const [name = '', spellings = ''] = line.split(': ')
      return spellings.split(' ').map((one): [string, string] => [one, name])
    }),
)

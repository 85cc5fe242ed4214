import { frequent, pickFrequent, traditions, type Chance, type Frequent } from '@convive/server'

/** Where people come from, as far as it changes how they are named; no code of a country is meant to be complete. */
export type Origin = 'VEN' | 'COL' | 'CUB' | 'HND' | 'BRA' | 'HTI' | 'SYR' | 'CHN' | 'RUS'

/** How names are put together: surnames of both parents, the mother's first, one surname, or the father's given name as a third. */
type Pool = {
  readonly women: Frequent<string>
  readonly men: Frequent<string>
  readonly surnames: Frequent<string>
  readonly surnamesEach: 1 | 2
  /** How often a surname is one that few bear, made of syllables. */
  readonly rare: number
  readonly secondGiven: number
}

const words = (text: string): Frequent<string> => frequent(text.trim().split(/\s+/))

/** Arabic, Chinese and Russian names in the Latin letters of one way of writing them; generator B knows others. */
const arabic = {
  women: words(
    'Fatima Mariam Zeinab Layla Amal Aisha Khadija Noor Rania Hanan Samira Yasmin Huda Salma Rasha Nadia Dima Lubna Reem Zahra',
  ),
  men: words(
    'Mohammad Ahmad Ali Hussein Hassan Mahmoud Khaled Omar Yousef Ibrahim Mustafa Abdullah Abdulrahman Tarek Bilal Samir Walid Jamal Karim Nasser',
  ),
  surnames: words(
    'Al-Hariri Khoury Haddad Al-Ahmad Darwish Al-Sayed Mansour Saleh Hamdan Al-Khatib Kassab Najjar Sabbagh Al-Masri Shami Halabi Othman Barakat Qassem Issa',
  ),
}
const chinese = {
  women: words('Xiuying Min Fang Li Na Xia Juan Yan Jing Xiaoyan Lihua Guiying Meiling Yuxin Shuzhen Qiong Hui Xue Zhen Ying'),
  men: words('Wei Qiang Lei Jun Yang Yong Jie Tao Ming Chao Zhiqiang Jianguo Guoqiang Xiaoming Haoran Zhong Xiang Bo Peng Dong'),
  surnames: words(
    'Wang Li Zhang Liu Chen Yang Huang Zhao Wu Zhou Xu Sun Ma Zhu Hu Guo He Lin Gao Luo Zheng Liang Xie Song Tang Xiao Cai Qiu Zeng Feng',
  ),
}
const russian = {
  women: words(
    'Anastasiya Yelena Olga Tatyana Natalya Irina Svetlana Yekaterina Mariya Anna Yuliya Galina Lyudmila Oksana Yevgeniya Viktoriya Darya Kseniya Polina Alyona',
  ),
  men: words(
    'Aleksandr Sergey Dmitry Andrey Aleksey Ivan Mikhail Nikolay Yury Vladimir Yevgeny Maksim Viktor Oleg Igor Pavel Artyom Konstantin Vasily Kirill',
  ),
  surnames: words(
    'Smirnov Ivanov Kuznetsov Popov Sokolov Lebedev Kozlov Novikov Morozov Petrov Shevchenko Kovalenko Bondarenko Boyko Tkachenko Kravchenko Zhukov Chernyshov Shcherbakov Yakovlev',
  ),
}

const spanish = { ...traditions.spanish, rare: 0.25, secondGiven: 0.55 }
const pools: Readonly<Record<Origin, Pool>> = {
  VEN: spanish,
  COL: spanish,
  CUB: spanish,
  HND: spanish,
  BRA: { ...traditions.portuguese, rare: 0.2, secondGiven: 0.4 },
  HTI: { ...traditions.kreyol, rare: 0.3, secondGiven: 0.3 },
  SYR: { ...arabic, surnamesEach: 1, rare: 0.5, secondGiven: 0.6 },
  CHN: { ...chinese, surnamesEach: 1, rare: 0, secondGiven: 0 },
  RUS: { ...russian, surnamesEach: 1, rare: 0.5, secondGiven: 0 },
}

export function surnamesEach(origin: Origin): 1 | 2 {
  return pools[origin].surnamesEach
}

export function drawSurname(origin: Origin, chance: Chance): string {
  const pool = pools[origin]
  return chance.happens(pool.rare) ? rareSurname(origin, chance) : pickFrequent(chance, pool.surnames)
}

export function drawGiven(origin: Origin, sex: 'F' | 'M', chance: Chance): readonly string[] {
  const pool = pools[origin]
  const from = sex === 'F' ? pool.women : pool.men
  const first = invents(origin, chance) ? invented(sex, chance) : pickFrequent(chance, from)
  if (!chance.happens(pool.secondGiven)) return [first]
  // Among Arabic names the second is the father's.
  const second = pickFrequent(chance, origin === 'SYR' ? pool.men : from)
  return second === first ? [first] : [first, second]
}

/** Venezuela and Cuba make names up of sounds (Yuleisy, Yorgelis): a tail without end. */
function invents(origin: Origin, chance: Chance): boolean {
  return (origin === 'VEN' || origin === 'CUB') && chance.happens(0.25)
}

const starts = 'Yu Yor Yos Ley Mai Wil Jhon Dei Yan Kei Rox Mil Yes Ana Gre Fran Os Er Ni Bel'.split(' ')
const middles = 'lei mar ge vi bel nay der xan ki lu ri sne be'.split(' ')
const endings = { F: 'sy lis ska dys th na mary bel da ry'.split(' '), M: 'man son vis berth der yer lin nny ber dy'.split(' ') }

function invented(sex: 'F' | 'M', chance: Chance): string {
  return `${chance.pick(starts)}${chance.happens(0.6) ? chance.pick(middles) : ''}${chance.pick(endings[sex])}`
}

const syllables: Readonly<Record<'latin' | 'french' | 'arabic' | 'slavic', readonly (readonly string[])[]>> = {
  latin: [
    'Ba Cha Gua Ma Que Ta To Sa Pi Ur Ze Ca Mo Lu Ve Bo Ja Hue Go Ri'.split(' '),
    'ca ra te ma ri lla que gua do ne vi cho ji pa nga le rre'.split(' '),
    'ma ro na do ga ño la te ez ra no nza ri co yo llo que'.split(' '),
  ],
  french: [
    'Du De Be Mon Clai Fleu Cher Va Gas Lou Me Ro Sau Thé Co'.split(' '),
    'ri ne la mo ve li co ra ssai'.split(' '),
    'mont val ville né lien rant sé quet nel dor vert sin'.split(' '),
  ],
  arabic: [
    'Al-Ra Al-Ba Ka Ha Sha Al-Ja Ma Na Al-Zu Qa'.split(' '),
    'm sh b d rou l y kh'.split(' '),
    'i ani awi adi our am oun i'.split(' '),
  ],
  slavic: [
    'Ko Ma Zu Pe Gri Sa Bo Lu Ti Va'.split(' '),
    'va tro rba li ga she dko ri mo'.split(' '),
    'nov lov enko vich sky chuk yev shin'.split(' '),
  ],
}

function rareSurname(origin: Origin, chance: Chance): string {
  const kind = origin === 'HTI' ? 'french' : origin === 'SYR' ? 'arabic' : origin === 'RUS' ? 'slavic' : 'latin'
  return syllables[kind].map((some) => chance.pick(some)).join('')
}

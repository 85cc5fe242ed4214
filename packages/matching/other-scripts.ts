/** Cyrillic letters as passports print them: ICAO Doc 9303-3, section 6.B (Russian and Ukrainian). */
const cyrillic: Readonly<Record<string, string>> = {
  а: 'a',
  б: 'b',
  в: 'v',
  г: 'g',
  д: 'd',
  е: 'e',
  ё: 'e',
  ж: 'zh',
  з: 'z',
  и: 'i',
  й: 'i',
  к: 'k',
  л: 'l',
  м: 'm',
  н: 'n',
  о: 'o',
  п: 'p',
  р: 'r',
  с: 's',
  т: 't',
  у: 'u',
  ф: 'f',
  х: 'kh',
  ц: 'ts',
  ч: 'ch',
  ш: 'sh',
  щ: 'shch',
  ъ: '',
  ы: 'y',
  ь: '',
  э: 'e',
  ю: 'iu',
  я: 'ia',
  і: 'i',
  ї: 'i',
  є: 'ie',
  ґ: 'g',
}

/** Arabic letters, after ICAO Doc 9303-3, section 6.C, put as a reader would say them; short vowels are not written and cannot come back. */
const arabic: Readonly<Record<string, string>> = {
  ا: 'a',
  أ: 'a',
  إ: 'i',
  آ: 'a',
  ب: 'b',
  ت: 't',
  ث: 'th',
  ج: 'j',
  ح: 'h',
  خ: 'kh',
  د: 'd',
  ذ: 'd',
  ر: 'r',
  ز: 'z',
  س: 's',
  ش: 'sh',
  ص: 's',
  ض: 'd',
  ط: 't',
  ظ: 'z',
  ع: 'a',
  غ: 'g',
  ف: 'f',
  ق: 'q',
  ك: 'k',
  ل: 'l',
  م: 'm',
  ن: 'n',
  ه: 'h',
  و: 'u',
  ي: 'i',
  ى: 'a',
  ة: 'a',
  ء: '',
  ؤ: 'u',
  ئ: 'i',
}

/** Whole Arabic names whose short vowels are known (the same CC0 list of popular names). */
const arabicNames = new Map(
  'محمد mohamed،احمد ahmed،أحمد ahmed،علي ali،حسن hasan،حسين hussein،محمود mahmoud،خالد khaled،عمر omar،يوسف youssef،مصطفى mustafa،فاطمة fatima،مريم mariam،زينب zeinab،عائشة aisha،نور nur'
    .split('،')
    .map((pair): [string, string] => {
      const [written = '', said = ''] = pair.split(' ')
      return [written, said]
    }),
)

/** The commonest Chinese surnames, simplified and traditional, in pinyin (popular-names-by-country, CC0: China and Taiwan). */
const chinese = new Map(
  '王wang 李li 张zhang 張zhang 刘liu 劉liu 陈chen 陳chen 杨yang 楊yang 黄huang 黃huang 赵zhao 趙zhao 吴wu 吳wu 周zhou 徐xu 孙sun 孫sun 马ma 馬ma 朱zhu 胡hu 郭guo 何he 林lin 高gao 罗luo 羅luo 郑zheng 鄭zheng 梁liang 谢xie 謝xie 宋song 唐tang 许xu 許xu 邓deng 鄧deng 韩han 韓han 冯feng 馮feng 曹cao 彭peng 曾zeng 肖xiao 蕭xiao 田tian 董dong 潘pan 袁yuan 蔡cai 蒋jiang 蔣jiang 余yu 于yu 杜du 叶ye 葉ye 程cheng 魏wei 苏su 蘇su 吕lv 呂lv 丁ding 任ren 卢lu 盧lu 姚yao 沈shen 钟zhong 鍾zhong 姜jiang 崔cui 谭tan 譚tan 陆lu 陸lu 范fan 汪wang 廖liao 石shi 金jin 伟wei 偉wei 芳fang 娜na 敏min 静jing 靜jing 丽li 麗li 强qiang 強qiang 磊lei 军jun 軍jun 洋yang 勇yong 艳yan 艷yan 杰jie 傑jie 涛tao 濤tao 明ming 超chao 秀xiu 英ying 华hua 華hua 平ping 刚gang 剛gang 桂gui'
    .split(' ')
    .map((pair): [string, string] => [pair.charAt(0), pair.slice(1)]),
)

/** A word of another script in Latin letters, where a table has all of its letters; otherwise as it is. */
export function inLatinLetters(word: string): string {
  const whole = arabicNames.get(word)
  if (whole !== undefined) return whole
  const letters = [...word].map((sign) => cyrillic[sign] ?? arabic[sign] ?? chinese.get(sign))
  return letters.some((one) => one === undefined) ? word : letters.join('')
}

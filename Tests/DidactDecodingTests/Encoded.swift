import Foundation
import Glibc

/// Texts in other encodings, made by the C library, and some to make.
enum Encoded {
  static func bytes(_ text: String, in name: String) -> [UInt8] {
    guard let converter = iconv_open(name, "UTF-8"), converter != iconv_t(bitPattern: -1) else {
      return []
    }
    defer { iconv_close(converter) }
    var input = Array(text.utf8).map { CChar(bitPattern: $0) }
    var output = [CChar](repeating: 0, count: input.count * 4 + 16)
    let made = input.withUnsafeMutableBufferPointer { input -> Int in
      output.withUnsafeMutableBufferPointer { output -> Int in
        var (from, left, to, room) = (
          input.baseAddress, input.count, output.baseAddress, output.count
        )
        iconv(converter, &from, &left, &to, &room)
        iconv(converter, nil, nil, &to, &room)
        return left == 0 ? output.count - room : 0
      }
    }
    return output.prefix(made).map { UInt8(bitPattern: $0) }
  }

  static let french = """
    La rivière était gelée, et les élèves déçus rentrèrent à la maison où leur mère préparait déjà le goûter : \
    « Vous êtes frigorifiés », dit-elle, « asseyez-vous près du poêle ».
    """
  static let german = """
    Die Küste lag öde da, und über dem Wasser hörte man Möwen. Später kämen Gäste, sagte der Wirt; für die müsse er \
    Brötchen, Käse und süße Äpfel holen, bevor es regnen würde.
    """
  static let russian = """
    Вода поднимается дважды в день вдоль берега и столько же раз отступает. Солёные луга растут там, где она \
    оставляет ил, и птицы севера отдыхают на них весной.
    """.replacingOccurrences(of: "ё", with: "е")
  static let japanese = "潮は一日に二度海岸に満ちて、同じだけ引いていきます。水が泥を残すところには塩の草原ができ、北の鳥たちが春に休みます。カモメも来ます。"
  static let chinese = "海水每天沿着海岸涨两次，也落两次。水留下泥沙的地方长出盐沼，北方的鸟儿春天在那里休息，渔民们很早就知道这一点。"
  static let taiwanese = "海水每天沿著海岸漲兩次，也落兩次。水留下泥沙的地方長出鹽沼，北方的鳥兒春天在那裡休息，漁民們很早就知道這一點。"
  static let korean =
    "바닷물은 하루에 두 번 해안을 따라 차오르고 그만큼 물러난다. 물이 진흙을 남기는 곳에는 소금 습지가 자라고 북쪽의 새들이 봄에 그곳에서 쉰다."
  static let polish = """
    Woda podnosi się dwa razy dziennie wzdłuż wybrzeża i tyleż razy opada. Słone łąki rosną tam, gdzie zostawia muł, \
    a ptaki północy odpoczywają na nich wiosną, żeby później lecieć dalej. Święta są właśnie wtedy, mówią ludzie.
    """
  static let greek = """
    Το νερό ανεβαίνει δύο φορές την ημέρα κατά μήκος της ακτής και άλλες τόσες κατεβαίνει. Τα πουλιά του βορρά \
    ξεκουράζονται εκεί την άνοιξη.
    """
}

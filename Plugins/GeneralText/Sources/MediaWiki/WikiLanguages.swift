import Didact

/// Prefixes of links to the same page in another language's wiki.
enum WikiLanguages {
  private static let codes: Set<String> = Set(
    ("aa ab ace ady af ak als am an ang ar arc arz as ast av ay az azb ba bar bcl be bg bh bi bjn bm bn bo bpy br "
      + "bs bug bxr ca cdo ce ceb ch cho chr chy ckb co cr crh cs csb cu cv cy da de diq dsb dv dz ee el eml en eo es et "
      + "eu ext fa ff fi fj fo fr frp frr fur fy ga gag gan gd gl glk gn gom got gu gv ha hak haw he hi hif ho hr hsb ht "
      + "hu hy hz ia id ie ig ii ik ilo io is it iu ja jbo jv ka kaa kab kbd kg ki kj kk kl km kn ko koi kr krc ks ksh ku "
      + "kv kw ky la lad lb lbe lez lg li lij lmo ln lo lrc lt ltg lv mai mdf mg mh mhr mi min mk ml mn mo mr mrj ms mt "
      + "mus mwl my myv mzn na nah nap nb nds ne new ng nl nn no nov nrm nso nv ny oc om or os pa pag pam pap pcd pdc "
      + "pfl pi pih pl pms pnb pnt ps pt qu rm rmy rn ro ru rue rw sa sah sc scn sco sd se sg sh si simple sk sl sm sn "
      + "so sq sr srn ss st stq su sv sw szl ta te tet tg th ti tk tl tn to tpi tr ts tt tum tw ty tyv udm ug uk ur uz "
      + "ve vec vep vi vls vo wa war wo wuu xal xh xmf yi yo yue za zea zh zu "
      + "bat-smg be-tarask be-x-old cbk-zam fiu-vro map-bms nds-nl roa-rup roa-tara zh-classical zh-min-nan zh-yue")
      .split(separator: " ").map(String.init))

  /// Whether a link's prefix, as written, is a language's.
  static func isCode(_ prefix: [UInt8]) -> Bool {
    (2...12).contains(prefix.count) && codes.contains(String(decoding: prefix, as: UTF8.self))
  }
}

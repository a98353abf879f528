"""Texts of the golden vectors: many scripts, and what breaks tokenizers."""

CASES: list[tuple[str, str]] = [
    ("english", "A dog runs through the snow."),
    ("ukrainian", "Захід сонця на пляжі, найкраще літо 🌅 #літо"),
    ("german compound", "Sonntagsspaziergang mit der Großmutter"),
    ("japanese", "冬の朝、コーヒーと本。"),
    ("chinese", "周末和朋友去爬山"),
    ("arabic with vowel signs", "السَّمَاءُ زَرْقَاءُ اليوم"),
    ("thai", "แมวนอนอยู่บนโซฟา"),
    ("hindi", "बारिश में चाय ☕"),
    ("korean", "한강에서 자전거 타기"),
    ("hebrew", "שקיעה על הים"),
    ("burmese", "မင်္ဂလာပါ"),
    ("emoji with joiners", "family 👨‍👩‍👧‍👦 day 🏳️‍🌈 👍🏽"),
    ("combining marks", "cafe\u0301 a\u0308pfel e\u0323\u0302 ﬁne Ⅷ ½ ㎞"),
    ("web", "look: https://example.org/a?b=1&c=2 @someone #NoFilter_2026"),
    ("lines and spaces", "first\n\nsecond\tthird   fourth\u00a0fifth\u3000sixth "),
    ("almost empty", " ."),
    ("unknown characters", "𓀀𓀁 \U000f1234 ꧁"),
    ("longer than the limit", "we walked and walked and " * 20),
]

#include "import/csv_words.h"

#include <string.h>

enum { LONGEST = 48 }; /* bytes of a word in the lists */

/* Whether a text is one of those in a list, which a bar divides; it begins and ends with one. */
static bool is_in(const char *text, size_t size, const char *list) {
	if (size == 0 || size > LONGEST || memchr(text, '|', size)) return false;
	for (const char *at = list; at[1]; at = strchr(at + 1, '|'))
		if (at[1] == text[0] && strncmp(at + 1, text, size) == 0 && at[1 + size] == '|') return true;
	return false;
}

/* --- Labels -------------------------------------------------------------------------------------- */

static const char positive[] =
    "|pos|positive|good|great|excellent|awesome|amazing|like|liked|love|loved|favorable|favourable|up|thumbs "
    "up|+|fresh|recommend|recommended|happy|satisfied|praise|" /* English */
    "긍정|긍정적|긍정적인|좋음|좋아요|좋다|추천|만족|호평|재밌음|"
    "positiv|positiva|positivo|positif|positief|gut|prima|empfohlen|zufrieden|"
    "bon|bonne|bien|recommandé|satisfait|bueno|buena|favorable|recomendado|"
    "bom|boa|buono|buona|goed|bra|god|hyvä|pozytywny|pozytywna|pozytywne|dobry|dobra|dobre|pozitivní|"
    "позитив|позитивный|позитивная|позитивно|положительный|положительная|положительно|хороший|хорошо|"
    "позитивний|добре|olumlu|pozitif|iyi|pozitív|pozitiv|bun|θετικό|θετικά|θετική|"
    "ポジティブ|肯定|肯定的|良い|良|好評|高評価|満足|"
    "正面|积极|積極|正向|褒义|好评|好|满意|推荐|सकारात्मक|إيجابي|إيجابية|חיובי|tích cực|tốt|positip|baik|"
    "บวก|👍|";
static const char negative[] =
    "|neg|negative|bad|poor|terrible|awful|horrible|dislike|disliked|hate|hated|unfavorable|unfavourable|"
    "down|"
    "thumbs down|-|rotten|not recommended|unhappy|unsatisfied|dissatisfied|not satisfied|not good|"
    "부정|부정적|부정적인|나쁨|싫어요|나쁘다|비추천|비추|불만족|불만|혹평|별로|악평|"
    "negativ|negativa|negativo|negatif|négatif|négative|negatief|schlecht|übel|nicht empfohlen|unzufrieden|"
    "mauvais|mauvaise|mal|malo|mala|no recomendado|"
    "ruim|mau|má|cattivo|cattiva|slecht|dålig|dårlig|huono|negatywny|negatywna|negatywne|zły|zła|złe|"
    "negativní|"
    "негатив|негативный|негативная|негативно|отрицательный|отрицательная|отрицательно|плохой|плохо|"
    "негативний|погано|olumsuz|kötü|negatív|rău|αρνητικό|αρνητικά|αρνητική|"
    "ネガティブ|否定|否定的|悪い|悪|不評|低評価|不満|"
    "负面|負面|消极|消極|负向|贬义|差评|差評|差|不满意|不推荐|नकारात्मक|سلبي|سلبية|שלילי|tiêu cực|xấu|buruk|"
    "ลบ|👎|";
static const char yes[] = "|true|yes|y|t|참|예|네|ja|oui|sí|si|sim|да|evet|はい|是|";
static const char no[] = "|false|no|n|f|거짓|아니오|아니요|nein|non|não|нет|hayır|いいえ|否|";
static const char neutral[] =
    "|neutral|neu|mixed|average|ok|okay|so so|중립|중립적|보통|그저 그럼|neutre|neutro|neutrale|neutraal|"
    "mittel|moyen|neutralny|нейтральный|нейтрально|nötr|ニュートラル|中立|普通|中性|中评|तटस्थ|محايد|trung "
    "tính|netral|กลาง|tarafsız|kararsız|どちらでもない|ふつう|一般|还行|보통이다|unsup|unlabeled|unlabelled|"
    "irrelevant|";
static const char missing[] = "|nan|null|none|n/a|na|#n/a|nil|<na>|?|undefined|";
static const char *const strengths[] = {
    "very ", "extremely ", "strongly ", "mostly ", "somewhat ", "slightly ", "매우 ", "아주 ", "약간 ",
    "sehr ", "très ",      "muy ",      "molto ",  "muito ",    "очень ",    "çok ",  "非常",  "とても"};

csv_polarity csv_polarity_of(const char *word, size_t size) {
	for (size_t i = 0; i < sizeof strengths / sizeof *strengths; i++) {
		size_t length = strlen(strengths[i]);
		if (size <= length || memcmp(word, strengths[i], length) != 0) continue;
		word += length;
		size -= length;
		break;
	}
	if (is_in(word, size, positive)) return CSV_WORD_POSITIVE;
	if (is_in(word, size, negative)) return CSV_WORD_NEGATIVE;
	if (is_in(word, size, yes)) return CSV_WORD_YES;
	if (is_in(word, size, no)) return CSV_WORD_NO;
	if (is_in(word, size, neutral)) return CSV_WORD_NEUTRAL;
	return is_in(word, size, missing) ? CSV_WORD_MISSING : CSV_WORD_UNKNOWN;
}

bool csv_is_unit(const char *text, size_t size) {
	return is_in(
	    text, size,
	    "|%|star|stars|point|points|★|☆|⭐|점|개|별|별점|평점|점수|stern|sterne|punkt|punkte|étoile|étoiles|"
	    "estrella|estrellas|estrela|estrelas|stella|stelle|ster|sterren|gwiazdki|gwiazdek|звезда|звезды|"
	    "звёзд|звезд|балл|балла|баллов|yıldız|puan|星|つ星|点|點|分|sao|bintang|rating|score|");
}

/* --- Names of columns ---------------------------------------------------------------------------- */

csv_name csv_name_of(const char *word, size_t size) {
	if (is_in(word, size,
	          "|text|texts|review|reviews|review text|reviewtext|review "
	          "body|document|sentence|comment|comments|"
	          "content|contents|body|message|tweet|phrase|sms|리뷰|내용|문장|본문|텍스트|댓글|후기|"
	          "rezension|bewertungstext|avis|commentaire|texte|reseña|comentario|texto|recensione|testo|"
	          "отзыв|текст|"
	          "yorum|metin|レビュー|本文|口コミ|文章|评论|評論|内容|"))
		return CSV_NAME_TEXT;
	if (is_in(
	        word, size,
	        "|label|labels|sentiment|polarity|target|라벨|레이블|감정|감성|긍부정|stimmung|urteil|étiquette|"
	        "sentimiento|etiqueta|sentimento|polaridade|sentimiento|тональность|метка|duygu|etiket|durum|"
	        "ラベル|感情|极性|標籤|标签|情感|"))
		return CSV_NAME_LABEL;
	if (is_in(word, size,
	          "|rating|ratings|score|scores|stars|star|overall|star rating|review rating|평점|별점|점수|평가|"
	          "bewertung|sterne|note|étoiles|puntuación|estrellas|calificación|nota|estrelas|voto|stelle|"
	          "оценка|puan|"
	          "yıldız|評価|星|评分|評分|"))
		return CSV_NAME_RATING;
	if (is_in(word, size, "|class|category|y|type|분류|kategorie|klasse|classe|clase|"))
		return CSV_NAME_CLASS;
	return is_in(
	           word, size,
	           "|id|index|unnamed: 0|verified|verified purchase|helpful|helpful votes|total votes|votes|vote|"
	           "year|month|day|date|gender|sex|age|language|lang|country|split|fold|likes|retweets|")
	           ? CSV_NAME_ATTRIBUTE
	           : CSV_NAME_OTHER;
}

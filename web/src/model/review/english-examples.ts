/** Reviews to try, in English: model/review/review-examples.ts. */
export const englishExamples = {
	praise: 'One of the best films I have seen in years.',
	blame: 'A boring waste of two hours.',
	negation: 'This is not a good film, and I would not watch it again.',
	notBad: 'Not bad at all. I could not find a single weak moment in it.',
	sarcasm:
		'Oh great, another two hours of people staring at walls. What a brilliant idea. I loved every minute of my sleep.',
	turnDown:
		'A wonderful cast, a beautiful opening and some of the best music of the year. And then the story falls apart, the acting becomes terrible, and it ends as the worst film I have ever seen.',
	turnUp:
		'The first hour is boring, badly acted and far too slow. But stay with it: the end is so moving and so beautiful that I loved the whole film.',
	long: 'I hated this film. It is a terrible, stupid, boring mess, and the worst thing I have seen all year. The story goes like this. A young man comes back to the small town by the sea where he was born. He walks along the harbour, sits down in the old café and orders a cup of coffee. An old woman at the next table asks him whether he is the son of the teacher. He says that he is. She tells him about the winter in which the ferry did not run, and about the letters that nobody came to collect. The next morning he goes to the post office. Behind the counter stands a girl he knew at school. She gives him a box with his name on it. In the box there are photographs, a key and a map of the island. He takes the ferry, finds the house and opens the door. There is a piano in the first room and a bed in the second. He sleeps there for three nights. On the fourth day his sister arrives with her two children, and they all go swimming. In the evening they sit around the table and talk about their father until it is dark.',
};

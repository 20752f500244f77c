//! A subreddit's rules in words: said by the server, so that pages need not carry them.

crate::texts! {
    /// The rules.
    RuleTexts {
        banned: "This account is banned there.", "Ce compte y est banni.";
        over18: "It is for adults: mark the post as NSFW.", "Réservé aux adultes : marquez le contenu NSFW.";
        flair_needed: "A post needs a flair.", "Un contenu a besoin d’un flair.";
        kinds: "It takes: {kinds}.", "Il accepte : {kinds}.";
        title_min: "Titles have at least {n} characters.", "Les titres ont au moins {n} caractères.";
        title_max: "Titles have at most {n} characters.", "Les titres ont au plus {n} caractères.";
        title_forbidden: "Titles must not contain: {words}.", "Les titres ne doivent pas contenir : {words}.";
        title_required: "Titles must contain one of: {words}.", "Les titres doivent contenir l’un de : {words}.";
    }
}

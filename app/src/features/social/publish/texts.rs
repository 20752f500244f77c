//! Texts of the page that publishes.

use model::social::PostKind;

crate::texts! {
    /// Texts of the page that publishes.
    PublishTexts {
        title: "Publish", "Diffuser";
        back: "Back to the post", "Retour à la publication";
        where_to: "Where to", "Où";
        choose: "Choose", "Choisir";
        choose_hint: "Each account gets a form of its own, filled from the post. What you change here does not change the post.", "Chaque compte a son propre formulaire, rempli depuis la publication. Ce que vous changez ici ne change pas la publication.";
        none_title: "No account is connected", "Aucun compte relié";
        none: "Connect TikTok, Instagram or Reddit first; then come back to this post.", "Reliez d’abord TikTok, Instagram ou Reddit ; revenez ensuite à cette publication.";
        connect: "Connect an account", "Relier un compte";
        untitled: "Untitled", "Sans titre";
        paused: "An administrator has paused publishing here: what you publish waits until it is resumed.", "Un administrateur a suspendu la diffusion ici : ce que vous diffusez attendra la reprise.";
        connections: "See the connections", "Voir les connexions";
        text: "Text", "Texte";
        text_count: "{n} of {max} characters", "{n} caractères sur {max}";
        files: "Files", "Fichiers";
        files_tiktok: "One video (MP4, MOV or WebM, up to 4 GB), or up to 35 pictures (JPEG or WebP, up to 20 MB each).", "Une vidéo (MP4, MOV ou WebM, 4 Go au plus), ou jusqu’à 35 images (JPEG ou WebP, 20 Mo au plus chacune).";
        files_instagram: "Pictures as JPEG, up to 8 MB, between 4:5 and 1.91:1; videos as MP4 or MOV.", "Images en JPEG, 8 Mo au plus, entre 4:5 et 1,91:1 ; vidéos en MP4 ou MOV.";
        files_reddit: "For a picture or a video: one file.", "Pour une image ou une vidéo : un seul fichier.";
        sent: "{n} of {all}", "{n} sur {all}";
        sending: "Upload of {name}", "Envoi de {name}";
        stop: "Stop", "Arrêter";
        stop_of: "Stop the upload of {name}", "Arrêter l’envoi de {name}";
        go_on: "Go on", "Continuer";
        go_on_of: "Go on with the upload of {name}", "Continuer l’envoi de {name}";
        remove_of: "Remove {name}", "Retirer {name}";
        earlier_of: "Move {name} up", "Monter {name}";
        alt: "What is seen (for those who cannot see it)", "Ce que l’on voit (pour celles et ceux qui ne voient pas)";
        too_large: "Files may have 4 GB at most.", "Un fichier peut faire 4 Go au plus.";
        wrong_type: "This is no picture or video that can be read, whatever its name says. Take a JPEG, PNG, WebP, GIF, MP4, MOV or WebM.", "Ce n’est pas une image ou une vidéo lisible, quoi qu’en dise son nom. Prenez un JPEG, PNG, WebP, GIF, MP4, MOV ou WebM.";
        limit: "You keep as many files here as you can. Remove some, or wait until others are published.", "Vous gardez ici autant de fichiers que possible. Retirez-en, ou attendez que d’autres soient diffusés.";
        empty: "This file is empty.", "Ce fichier est vide.";
        broken: "The line broke. What has arrived is kept: go on when you like.", "La connexion s’est coupée. Ce qui est arrivé est gardé : continuez quand vous voulez.";
        waits: "Wait until the files are here, or remove them.", "Attendez que les fichiers soient là, ou retirez-les.";
        needs_js: "Files are sent by a script: allow JavaScript to add some.", "Les fichiers sont envoyés par un script : autorisez JavaScript pour en ajouter.";
        later: "At another time", "À un autre moment";
        at: "When", "Quand";
        zone: "In the time zone {zone}. It can be changed until a minute before.", "Dans le fuseau {zone}. Modifiable jusqu’à une minute avant.";
        now: "Publish now", "Diffuser maintenant";
        schedule: "Schedule", "Programmer";
        save: "Save", "Enregistrer";
        retry: "Retry", "Réessayer";
        everywhere: "Publish everywhere", "Diffuser partout";
        everywhere_hint: "Sends every form on this page. One that is not complete says so, and the others go on.", "Envoie tous les formulaires de la page. Un formulaire incomplet le dit, les autres partent.";
        taken: "On its way. You can leave this page.", "C’est en route. Vous pouvez quitter cette page.";
        taken_in: "On its way to r/{name}.", "En route vers r/{name}.";
        follow: "Follow it", "Suivre";
        from_post: "Published from this post", "Diffusé depuis cette publication";
        incomplete: "Something is missing: see the fields.", "Il manque quelque chose : voyez les champs.";
        nickname: "Posts as {name}", "Publie comme {name}";
        privacy: "Who may see it", "Qui peut voir";
        privacy_none: "Choose…", "Choisissez…";
        privacy_public: "Everyone", "Tout le monde";
        privacy_friends: "Friends (followers whom you follow back)", "Amis (abonnés que vous suivez aussi)";
        privacy_followers: "Followers", "Abonnés";
        privacy_self: "Only me", "Moi uniquement";
        privacy_unread: "TikTok has not said yet what may be chosen. Check the account under Connections.", "TikTok n’a pas encore dit ce qui peut être choisi. Vérifiez le compte dans Connexions.";
        allow: "People may", "On peut";
        comments: "Comment", "Commenter";
        duets: "Make duets", "Faire des duos";
        stitches: "Stitch", "Faire des collages";
        cover: "Moment of the cover, in seconds", "Moment de la couverture, en secondes";
        cover_hint: "As 1.5; empty for the first picture.", "Comme 1,5 ; vide pour la première image.";
        disclose: "Disclosure", "Mentions";
        brand_organic: "It promotes my own brand", "Il s’agit de ma propre marque";
        brand_content: "It promotes another brand (paid partnership)", "Il s’agit d’une autre marque (partenariat rémunéré)";
        is_aigc: "Made with artificial intelligence", "Créé avec une intelligence artificielle";
        inbox: "Only put it into TikTok’s inbox, to finish it there", "Seulement déposer dans la boîte de TikTok, pour finir là-bas";
        photo_title: "Title (for pictures)", "Titre (pour des images)";
        consent: "By posting, I agree to TikTok’s Music Usage Confirmation, and for a paid partnership to its Branded Content Policy.", "En publiant, j’accepte la confirmation d’utilisation de la musique de TikTok et, pour un partenariat rémunéré, sa politique de contenu de marque.";
        longest: "This account may post videos of {n} seconds at most.", "Ce compte peut publier des vidéos de {n} secondes au plus.";
        kind: "Kind", "Type";
        k_image: "Picture", "Image";
        k_reel: "Reel", "Reel";
        k_story: "Story", "Story";
        k_carousel: "Carousel (2 to 10)", "Carrousel (2 à 10)";
        k_text: "Text", "Texte";
        k_link: "Link", "Lien";
        k_video: "Video", "Vidéo";
        share_to_feed: "Show the reel in the feed, too", "Montrer aussi le reel dans le fil";
        first_comment: "First comment", "Premier commentaire";
        first_comment_hint: "Written below it as soon as it is public.", "Écrit dessous dès la mise en ligne.";
        subreddit: "Subreddit", "Subreddit";
        subreddit_hint: "Without r/. Each one is a publication of its own.", "Sans r/. Chacun est une diffusion à part.";
        subreddit_more: "Add a subreddit", "Ajouter un subreddit";
        flair: "Flair", "Flair";
        flair_none: "None", "Aucun";
        reading: "Reading the rules of r/{name}…", "Lecture des règles de r/{name}…";
        no_rules: "r/{name} has no rules of this kind.", "r/{name} n’a pas de règle de ce genre.";
        marks: "Marks", "Mentions";
        post_title: "Title", "Titre";
        url: "Address of the link", "Adresse du lien";
        nsfw: "Not for minors (NSFW)", "Pas pour les mineurs (NSFW)";
        spoiler: "Gives something away (spoiler)", "Révèle quelque chose (spoiler)";
        send_replies: "Send replies to my Reddit inbox", "Envoyer les réponses dans ma boîte Reddit";
        resubmit: "Submit all the same if the link was submitted there before", "Soumettre quand même si le lien y a déjà été soumis";
        w_media_none: "Add a file first.", "Ajoutez d’abord un fichier.";
        w_media_tiktok: "These files do not go together: one video (MP4, MOV, WebM), or up to 35 pictures (JPEG, WebP).", "Ces fichiers ne vont pas ensemble : une vidéo (MP4, MOV, WebM), ou jusqu’à 35 images (JPEG, WebP).";
        w_media_instagram: "The files do not fit the kind: one picture, one video for a reel, one of either for a story, 2 to 10 for a carousel.", "Les fichiers ne vont pas avec le type : une image, une vidéo pour un reel, l’une ou l’autre pour une story, 2 à 10 pour un carrousel.";
        w_media_jpeg: "Instagram takes pictures as JPEG only.", "Instagram n’accepte les images qu’en JPEG.";
        w_media_great: "A file is too large, or there are too many.", "Un fichier est trop lourd, ou il y en a trop.";
        w_media_reddit: "Add one file of the chosen kind.", "Ajoutez un fichier du type choisi.";
        w_text: "The text is too long: see the count below it.", "Le texte est trop long : voyez le compte dessous.";
        w_photo_title: "At most 90 characters.", "90 caractères au plus.";
        w_privacy: "Choose who may see it.", "Choisissez qui peut voir.";
        w_consent: "Agree to it to publish.", "Acceptez pour diffuser.";
        w_subreddit_none: "Name at least one subreddit.", "Nommez au moins un subreddit.";
        w_subreddit: "2 to 21 letters, digits and underscores, as in pics.", "2 à 21 lettres, chiffres et soulignés, comme pics.";
        w_subreddit_twice: "This subreddit is named twice.", "Ce subreddit est nommé deux fois.";
        w_url: "An address that begins with https:// or http://, please.", "Une adresse qui commence par https:// ou http://.";
        w_cover: "Seconds, as 1.5, please.", "Des secondes, comme 1,5.";
        w_at: "Choose a moment in the future, within a year.", "Choisissez un moment à venir, d’ici un an.";
        w_options: "These choices do not go together. Load the page again.", "Ces choix ne vont pas ensemble. Rechargez la page.";
    }
}

/// A kind of post, as the form calls it.
pub(super) fn of_kind(texts: &PublishTexts, kind: PostKind) -> &'static str {
    match kind {
        PostKind::Text => texts.k_text,
        PostKind::Link => texts.k_link,
        PostKind::Image => texts.k_image,
        PostKind::Video => texts.k_video,
    }
}

//! Texts of campaigns.

crate::texts! {
    /// Texts of campaigns.
    CampaignTexts {
        title: "Campaigns", "Campagnes";
        new: "New campaign", "Nouvelle campagne";
        team: "Team", "Équipe";
        inbox: "Messages", "Messages";
        none_title: "Write to many fans at once", "Écrivez à plusieurs fans à la fois";
        none: "A campaign sends one text to the fans you choose, each with their own name, at a safe pace. Nothing is sent before you have seen to whom.", "Une campagne envoie un texte aux fans que vous choisissez, chacun avec son prénom, à un rythme sûr. Rien ne part avant que vous ayez vu à qui.";
        not_connected: "Connect an OnlyFans account first, under Messages.", "Reliez d’abord un compte OnlyFans, dans Messages.";
        connect: "Go to Messages", "Aller aux Messages";
        pages: "Pages of the campaigns", "Pages des campagnes";
        name: "Name", "Nom";
        name_hint: "For you and your team; fans do not see it.", "Pour vous et votre équipe ; les fans ne le voient pas.";
        state: "State", "État";
        progress: "Progress", "Avancement";
        written: "Written", "Écrite";
        through: "{n} of {all}", "{n} sur {all}";
        through_label: "Messages that are through", "Messages traités";
        draft: "Draft", "Brouillon";
        scheduled: "Begins later", "Commence plus tard";
        running: "Running", "En cours";
        paused: "Held", "En pause";
        cancelled: "Ended", "Arrêtée";
        done: "Done", "Terminée";
        account: "Account", "Compte";
        to: "To whom", "À qui";
        what: "What", "Quoi";
        text: "Text", "Texte";
        text_hint: "{first_name} becomes the fan's first name; with {first_name|dear}, those without one read “dear”. Up to 5,000 characters.", "{first_name} devient le prénom du fan ; avec {first_name|toi}, ceux qui n’en ont pas lisent « toi ». Jusqu’à 5 000 caractères.";
        text_wrong: "There is a place that is not known. Only {first_name} is; look at the words in braces.", "Un emplacement est inconnu. Seul {first_name} l’est ; regardez les mots entre accolades.";
        for_sale: "Media and price", "Médias et prix";
        media: "Media", "Médias";
        media_hint: "Ids of media in the vault, one on each line, at most 40.", "Identifiants de médias du coffre, un par ligne, 40 au plus.";
        price: "Price in dollars", "Prix en dollars";
        price_hint: "Empty, or 3 to 200; a price needs media.", "Vide, ou de 3 à 200 ; un prix demande un média.";
        amount_wrong: "Write an amount such as 12.50.", "Écrivez un montant comme 12,50.";
        price_wrong: "A price is 3 to 200 dollars.", "Un prix va de 3 à 200 dollars.";
        media_uploaded: "What was uploaded (ofapi_media_…) is good for one message. Take media of the vault.", "Un média téléversé (ofapi_media_…) ne sert qu’une fois. Prenez des médias du coffre.";
        media_wrong: "At most 40, each on a line of its own.", "40 au plus, un par ligne.";
        media_needed: "A price needs media.", "Un prix demande un média.";
        when: "When", "Quand";
        at: "Begin at", "Commencer à";
        at_hint: "Empty: as soon as you start it. The time is that of the account ({zone}).", "Vide : dès que vous la lancez. L’heure est celle du compte ({zone}).";
        at_wrong: "Choose a moment in the future, within a year.", "Choisissez un moment à venir, d’ici un an.";
        review: "Look at it first", "Vérifier d’abord";
        review_title: "Before it goes out", "Avant l’envoi";
        goes_one: "It goes to {n} fan.", "Elle part à {n} fan.";
        goes_many: "It goes to {n} fans.", "Elle part à {n} fans.";
        goes_nobody: "Nobody would get it: choose more fans.", "Personne ne la recevrait : choisissez plus de fans.";
        goes_too_many: "A campaign goes to at most 10,000 fans. Choose fewer, and write several.", "Une campagne part à 10 000 fans au plus. Choisissez-en moins, et faites-en plusieurs.";
        takes: "At the account's pace that takes {time}.", "Au rythme du compte, cela prend {time}.";
        first: "The first of them", "Les premiers";
        example: "The first one reads", "Le premier lira";
        start_one: "Send to {n} fan", "Envoyer à {n} fan";
        start_many: "Send to {n} fans", "Envoyer à {n} fans";
        change: "Change it", "Modifier";
        discard: "Throw it away", "Jeter";
        pause: "Hold", "Mettre en pause";
        resume: "Go on", "Reprendre";
        end: "End it", "Arrêter";
        end_hint: "What has not gone out is taken back.", "Ce qui n’est pas parti est annulé.";
        begins: "Begins", "Début";
        through_at: "Through at about", "Terminée vers";
        results: "What came of it", "Résultats";
        reasons: "Why some did not arrive", "Pourquoi certains ne sont pas arrivés";
        reason: "{reason} ({n})", "{reason} ({n})";
        bought: "Bought", "Achetés";
        income: "Income", "Revenus";
        named: "Fans who were named one by one", "Des fans nommés un à un";
        media_one: "{n} picture or video", "{n} photo ou vidéo";
        media_many: "{n} pictures or videos", "{n} photos ou vidéos";
    }
}

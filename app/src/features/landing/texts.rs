//! Texts of the first page.

crate::texts! {
    /// Texts of the first page.
    LandingTexts {
        headline: "The studio where your team writes as one", "Le studio où votre équipe écrit d’une seule voix";
        lead: "Write posts together, at the same time, on every device. What the screen calls saved is saved.", "Écrivez vos publications ensemble, en même temps, sur tous vos appareils. Ce que l’écran dit enregistré l’est vraiment.";
        start: "Create your account", "Créer votre compte";
        sign_in: "Sign in", "Se connecter";
        together_title: "Together, live", "Ensemble, en direct";
        together: "See who is here and where they type. Two people in one paragraph end with one text.", "Voyez qui est là et où chacun tape. Deux personnes dans un même paragraphe, un seul texte.";
        safe_title: "Nothing gets lost", "Rien ne se perd";
        safe: "On a train without a network? Keep typing: your words wait on your device and join the rest later.", "Dans un train sans réseau ? Continuez : vos mots attendent sur votre appareil et rejoignent le reste ensuite.";
        yours_title: "Yours", "À vous";
        yours: "Open source, on your own server, with your roles: owner, editor, commenter, viewer.", "Libre, sur votre propre serveur, avec vos rôles : propriétaire, éditeur, commentateur, lecteur.";
        deleted: "Your account is deleted.", "Votre compte est supprimé.";
    }
}

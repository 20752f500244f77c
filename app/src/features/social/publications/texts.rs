//! Texts of the pages about publications.

crate::texts! {
    /// Texts of the pages about publications.
    PublicationTexts {
        title: "Publications", "Diffusions";
        connections: "Connections", "Connexions";
        states: "States", "États";
        all: "All", "Toutes";
        s_scheduled: "Scheduled", "Prévues";
        s_sending: "Being sent", "En cours";
        s_published: "Published", "En ligne";
        s_failed: "Failed", "Échouées";
        s_unconfirmed: "To decide", "À décider";
        s_cancelled: "Cancelled", "Annulées";
        s_processing: "In processing", "En traitement";
        platform: "Platform", "Plateforme";
        any_platform: "All platforms", "Toutes les plateformes";
        account: "Account", "Compte";
        any_account: "All accounts", "Tous les comptes";
        apply: "Show", "Afficher";
        paused: "An administrator has paused publishing. What is due waits, and goes on when it is resumed.", "Un administrateur a suspendu la diffusion. Ce qui est dû attend et partira à la reprise.";
        what: "Publication", "Diffusion";
        state: "State", "État";
        when: "When", "Quand";
        no_words: "Without text", "Sans texte";
        none_title: "Nothing published yet", "Aucune diffusion";
        none: "Open a post and choose Publish. What you publish is followed here until it is public.", "Ouvrez une publication et choisissez Diffuser. Ce que vous diffusez est suivi ici jusqu’à sa mise en ligne.";
        none_connected: "Connect an account first; then open a post and choose Publish.", "Reliez d’abord un compte ; ouvrez ensuite une publication et choisissez Diffuser.";
        none_fits: "No publication fits. Choose other filters to see more.", "Aucune diffusion ne correspond. Changez les filtres pour en voir plus.";
        connect: "Connect an account", "Relier un compte";
        posts: "Go to the posts", "Aller aux publications";
        pages: "Pages of the list", "Pages de la liste";
        says: "The platform says: {detail}", "La plateforme dit : {detail}";
        retry: "Retry", "Réessayer";
        retry_of: "Retry: {what}", "Réessayer : {what}";
        retried: "It is tried again.", "Nouvel essai lancé.";
        mend: "Edit and retry", "Modifier et réessayer";
        mend_of: "Edit and retry: {what}", "Modifier et réessayer : {what}";
        change: "Change", "Modifier";
        change_of: "Change: {what}", "Modifier : {what}";
        cancel: "Cancel", "Annuler";
        cancel_of: "Cancel: {what}", "Annuler : {what}";
        cancelled_now: "Cancelled. Nothing is published.", "Annulée. Rien ne sera diffusé.";
        is_public: "It is public", "C’est en ligne";
        is_public_of: "It is public: {what}", "C’est en ligne : {what}";
        is_not: "It is not", "Ça ne l’est pas";
        is_not_of: "It is not public: {what}", "Ça ne l’est pas : {what}";
        settled: "Settled.", "C’est réglé.";
        see: "See it there", "Voir là-bas";
        see_of: "See it there: {platform}", "Voir là-bas : {platform}";
        removed: "Not to be seen any more since {when}: removed by you there, by the platform or by moderators.", "N’est plus visible depuis le {when} : retirée par vous, par la plateforme ou par la modération.";
        of_post: "From the post", "Depuis la publication";
        untitled: "Untitled", "Sans titre";
        made: "Made", "Créée";
        planned: "Planned for", "Prévue pour";
        public_since: "Public since", "En ligne depuis";
        numbers: "Numbers", "Chiffres";
        no_numbers: "Numbers come some hours after it is public.", "Les chiffres arrivent quelques heures après la mise en ligne.";
        history: "What was tried", "Ce qui a été tenté";
        no_history: "Nothing yet: its time has not come.", "Rien encore : son heure n’est pas venue.";
        step: "Step", "Étape";
        outcome: "Outcome", "Résultat";
        back: "All publications", "Toutes les diffusions";
        mend_title: "Edit and retry", "Modifier et réessayer";
        mend_lead: "What is not public yet can be changed. It is one publication still: nothing is published twice.", "Ce qui n’est pas en ligne peut être modifié. C’est toujours la même diffusion : rien n’est diffusé deux fois.";
    }
}

//! Texts of the page about integrations.

crate::texts! {
    /// Texts of the page about integrations.
    IntegrationTexts {
        lead: "The platforms that people publish to. Without settings a sandbox stands in for a platform, and nothing reaches anybody.", "Les plateformes vers lesquelles on diffuse. Sans réglages, un bac à sable remplace la plateforme et rien ne part vers personne.";
        real: "Real", "Réelle";
        sandbox: "Sandbox", "Bac à sable";
        paused: "Paused", "Suspendue";
        missing: "Missing for the real platform: {names}. Get them at {from}, set them in the environment, and start the server again.", "Il manque pour la vraie plateforme : {names}. Obtenez-les sur {from}, réglez-les dans l’environnement, puis redémarrez le serveur.";
        complete: "Every setting is there.", "Tous les réglages sont là.";
        get_from: "Where they come from", "Où les obtenir";
        setting: "Setting", "Réglage";
        value: "Value", "Valeur";
        set: "set, not shown", "réglé, non affiché";
        unset: "Not set", "Non réglé";
        settings: "Settings", "Réglages";
        addresses: "To enter at the platform", "À saisir sur la plateforme";
        redirect: "Redirect address", "Adresse de redirection";
        webhook: "Webhook address", "Adresse de webhook";
        no_webhook: "This platform sends no webhooks: it is read every 15 minutes.", "Cette plateforme n’envoie pas de webhooks : elle est lue toutes les 15 minutes.";
        copy: "Copy", "Copier";
        copy_of: "Copy: {what}", "Copier : {what}";
        copied: "Copied.", "Copié.";
        copy_by_hand: "The browser does not allow it here. Select the address and copy it with the keyboard.", "Le navigateur ne le permet pas ici. Sélectionnez l’adresse et copiez-la avec le clavier.";
        numbers: "How it does", "Comment elle va";
        accounts: "Accounts", "Comptes";
        waiting: "Wait for a sign-in", "Attendent une reconnexion";
        calls: "Calls of this server in the last hour", "Appels de ce serveur dans l’heure";
        errors: "Without a good answer", "Sans bonne réponse";
        rate: "{n} ({percent} %)", "{n} ({percent} %)";
        median: "Half of them took up to", "La moitié a pris au plus";
        slow: "95 of 100 took up to", "95 sur 100 ont pris au plus";
        ms: "{n} ms", "{n} ms";
        no_calls: "No call yet", "Aucun appel";
        test: "Test now", "Tester maintenant";
        test_of: "Test now: {platform}", "Tester maintenant : {platform}";
        works: "{platform} answers, and knows this server.", "{platform} répond et connaît ce serveur.";
        fails: "{platform} does not work: {why}", "{platform} ne marche pas : {why}";
        pause: "Pause publishing", "Suspendre la diffusion";
        pause_of: "Pause publishing to {platform}", "Suspendre la diffusion vers {platform}";
        resume: "Resume publishing", "Reprendre la diffusion";
        resume_of: "Resume publishing to {platform}", "Reprendre la diffusion vers {platform}";
        pause_title: "Pause publishing?", "Suspendre la diffusion ?";
        pause_which: "To {platform}, for everybody on this server.", "Vers {platform}, pour tout le monde sur ce serveur.";
        pause_does: "What is due waits. What the platform has already goes on there, and is followed. People see that you paused it.", "Ce qui est dû attend. Ce que la plateforme a déjà continue là-bas et reste suivi. Chacun voit que c’est suspendu.";
        pause_back: "What is more than an hour late when you resume asks its person first.", "Ce qui a plus d’une heure de retard à la reprise demandera d’abord à son auteur.";
        paused_now: "Publishing to {platform} is paused.", "La diffusion vers {platform} est suspendue.";
        resumed_now: "Publishing to {platform} goes on.", "La diffusion vers {platform} reprend.";
        journal: "What platforms told by webhook", "Ce que les plateformes ont annoncé par webhook";
        event: "Event", "Événement";
        account: "Account there", "Compte là-bas";
        state: "State", "État";
        when: "When", "Quand";
        body: "What came", "Ce qui est arrivé";
        e_waiting: "Waits", "Attend";
        e_done: "Done", "Fait";
        e_ignored: "Nothing to do", "Rien à faire";
        e_dead: "Could not be done", "N’a pas pu être traité";
        tries: "tried {n} times", "tenté {n} fois";
        replay: "Do again", "Refaire";
        replay_of: "Do again: {event}", "Refaire : {event}";
        replayed: "The event is done again. What is right already stays as it is.", "L’événement est traité de nouveau. Ce qui est déjà juste ne change pas.";
        none_title: "No events", "Aucun événement";
        none: "What TikTok and Instagram tell by webhook is kept here, with what became of it.", "Ce que TikTok et Instagram annoncent par webhook est gardé ici, avec ce qu’il en est advenu.";
        pages: "Pages of the list", "Pages de la liste";
    }
}

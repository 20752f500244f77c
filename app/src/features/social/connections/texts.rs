//! Texts of the pages about connections.

crate::texts! {
    /// Texts of the pages about connections.
    ConnectionTexts {
        lead: "Accounts that you publish through. Their keys are kept encrypted, and are renewed by themselves.", "Les comptes par lesquels vous diffusez. Leurs clés sont gardées chiffrées et se renouvellent d’elles-mêmes.";
        all: "Publications", "Diffusions";
        none_tiktok: "Connect a TikTok account to publish videos and photos from your posts, and to see how they do.", "Reliez un compte TikTok pour diffuser vidéos et photos depuis vos publications, et voir ce qu’elles deviennent.";
        none_instagram: "Connect a business or creator account to publish pictures, reels, stories and carousels from your posts.", "Reliez un compte professionnel ou créateur pour diffuser images, reels, stories et carrousels depuis vos publications.";
        none_reddit: "Connect a Reddit account to submit texts, links, pictures and videos to the subreddits you choose.", "Reliez un compte Reddit pour soumettre textes, liens, images et vidéos aux subreddits de votre choix.";
        not_ready: "This platform is not set up on this server. An administrator finds what is missing under Admin, Integrations.", "Cette plateforme n’est pas configurée sur ce serveur. Un administrateur voit ce qui manque dans Administration, Intégrations.";
        connect: "Connect", "Relier";
        connect_to: "Connect {platform}", "Relier {platform}";
        another: "Connect another account", "Relier un autre compte";
        another_at: "Connect another account: {platform}", "Relier un autre compte : {platform}";
        connected: "{platform} is connected.", "{platform} est relié.";
        refused: "{platform} was not connected.", "{platform} n’a pas été relié.";
        again: "Try again", "Réessayer";
        works: "Works", "Fonctionne";
        sign_in: "Sign-in needed", "Reconnexion nécessaire";
        by_facebook: "through Facebook", "par Facebook";
        scopes: "May", "Peut";
        until: "Access until", "Accès jusqu’au";
        until_hint: ", renewed before by itself", ", renouvelé avant de lui-même";
        paused: "An administrator has paused publishing there: what is due waits.", "Un administrateur y a suspendu la diffusion : ce qui est dû attend.";
        sign_again: "Sign in again by", "Se reconnecter avant le";
        worked: "Last success", "Dernier succès";
        checked: "Last check", "Dernière vérification";
        never: "Not yet", "Pas encore";
        check: "Check", "Vérifier";
        check_of: "Check {name}", "Vérifier {name}";
        checked_now: "The account answers.", "Le compte répond.";
        reconnect: "Reconnect", "Reconnecter";
        reconnect_of: "Reconnect {name}", "Reconnecter {name}";
        disconnect: "Disconnect", "Déconnecter";
        disconnect_of: "Disconnect {name}", "Déconnecter {name}";
        disconnect_title: "Disconnect this account?", "Déconnecter ce compte ?";
        disconnect_which: "{name} at {platform}", "{name} sur {platform}";
        disconnect_takes: "Its keys are given back to the platform and erased here. What is planned for it is not published.", "Ses clés sont rendues à la plateforme et effacées ici. Ce qui est prévu pour ce compte ne sera pas diffusé.";
        disconnect_stays: "What is public stays public. Connected again, the account is the same one, with its history.", "Ce qui est en ligne y reste. Relié de nouveau, le compte est le même, avec son historique.";
        disconnected: "The account is disconnected.", "Le compte est déconnecté.";
        disconnected_here: "The account is disconnected here. {why}", "Le compte est déconnecté ici. {why}";
        asks: "What {platform} will ask you to allow", "Ce que {platform} vous demandera d’autoriser";
        asks_lead: "You are sent to {platform}, sign in there, and come back here. We never see your password.", "Vous allez chez {platform}, vous vous y connectez, puis vous revenez ici. Nous ne voyons jamais votre mot de passe.";
        ask_profile: "Your name and picture, to show which account it is", "Votre nom et votre image, pour montrer de quel compte il s’agit";
        ask_publish: "To publish, only when you say so", "Diffuser, seulement quand vous le demandez";
        ask_inbox: "To put drafts into the app’s inbox", "Déposer des brouillons dans la boîte de l’application";
        ask_numbers: "Numbers of the account and of what is public, to show how it does", "Les chiffres du compte et de ce qui est en ligne, pour montrer ce que cela devient";
        ask_comments: "Comments, to write the first one and to show the others", "Les commentaires, pour écrire le premier et montrer les autres";
        ask_pages: "Your pages, to find the Instagram account that is linked to one", "Vos pages, pour trouver le compte Instagram qui y est lié";
        ask_flair: "The flairs of subreddits, to choose one", "Les flairs des subreddits, pour en choisir un";
        ask_history: "What you submitted, to be sure that nothing is submitted twice", "Ce que vous avez soumis, pour être sûr de ne rien soumettre deux fois";
        ways: "Two ways", "Deux façons";
        way_own: "With Instagram", "Avec Instagram";
        way_own_hint: "For a business or creator account, without a Facebook page.", "Pour un compte professionnel ou créateur, sans page Facebook.";
        way_facebook: "With Facebook", "Avec Facebook";
        way_facebook_hint: "For accounts that are linked to Facebook pages: all of them at once.", "Pour les comptes liés à des pages Facebook : tous à la fois.";
        go: "Go to {platform}", "Aller chez {platform}";
        back: "Connections", "Connexions";
    }
}

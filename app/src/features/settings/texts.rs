//! Texts of one's own settings.

crate::texts! {
    /// Texts of one's own settings.
    SettingsTexts {
        title: "Settings", "Réglages";
        profile: "Profile", "Profil";
        account: "Account", "Compte";
        sessions: "Sessions", "Sessions";
        tokens: "API tokens", "Jetons d’API";
        profile_lead: "How others see you, and how you like the pages.", "Comment les autres vous voient, et comment vous aimez les pages.";
        name: "Name", "Nom";
        picture: "Picture", "Image";
        picture_hint: "PNG, JPEG or WebP, up to 5 MB.", "PNG, JPEG ou WebP, jusqu’à 5 Mo.";
        picture_remove: "Remove the picture", "Retirer l’image";
        picture_send: "Upload", "Envoyer";
        picture_saved: "Your picture is set.", "Votre image est enregistrée.";
        picture_removed: "Your picture is removed.", "Votre image est retirée.";
        looks: "You", "Vous";
        color_n: "Colour {n}", "Couleur {n}";
        color_hint: "Of your initials, your cursor and your selections.", "De vos initiales, de votre curseur et de vos sélections.";
        time_zone: "Time zone", "Fuseau horaire";
        time_zone_hint: "Times are shown in it.", "Les heures s’affichent selon ce fuseau.";
        email_title: "E-mail address", "Adresse e-mail";
        email_now: "Your address is {email}.", "Votre adresse est {email}.";
        email_pending: "{email} waits for its confirmation.", "{email} attend d’être confirmée.";
        email_verified: "Confirmed", "Confirmée";
        email_unverified: "Not confirmed", "Non confirmée";
        email_new: "New e-mail address", "Nouvelle adresse e-mail";
        email_submit: "Change the address", "Changer l’adresse";
        email_done: "We sent a link to the new address. Until you open it, the old one stays.", "Nous avons envoyé un lien à la nouvelle adresse. L’ancienne reste valable jusqu’à son ouverture.";
        password_now: "Your password", "Votre mot de passe";
        password_title: "Password", "Mot de passe";
        password_lead: "Changing it signs you out everywhere else.", "Le changer vous déconnecte partout ailleurs.";
        password_old: "Current password", "Mot de passe actuel";
        password_new: "New password", "Nouveau mot de passe";
        password_submit: "Change the password", "Changer le mot de passe";
        password_done: "Your password is changed.", "Votre mot de passe est changé.";
        password_show: "Show password", "Afficher le mot de passe";
        password_hide: "Hide password", "Masquer le mot de passe";
        password_hint: "At least 8 characters.", "Au moins 8 caractères.";
        delete_title: "Delete the account", "Supprimer le compte";
        delete_lead: "The posts that you own are deleted for everybody, shared ones too. Posts of others that you wrote in stay as they are.", "Les publications dont vous êtes propriétaire sont supprimées pour tout le monde, même partagées. Les publications des autres auxquelles vous avez contribué restent telles quelles.";
        delete_submit: "Delete my account", "Supprimer mon compte";
        delete_ask: "Delete your account for good?", "Supprimer définitivement votre compte ?";
        sessions_lead: "Where you are signed in. End what you do not know.", "Là où vous êtes connecté. Mettez fin à ce que vous ne reconnaissez pas.";
        session_current: "This device", "Cet appareil";
        session_device: "Device", "Appareil";
        session_address: "Address", "Adresse";
        session_since: "Since", "Depuis";
        session_used: "Last used", "Dernière utilisation";
        session_end: "Sign out", "Déconnecter";
        session_end_of: "Sign out {name}", "Déconnecter {name}";
        session_ended: "This device is signed out.", "Cet appareil est déconnecté.";
        sessions_end: "Sign out everywhere else", "Se déconnecter partout ailleurs";
        sessions_ended: "Every other device is signed out.", "Tous les autres appareils sont déconnectés.";
        tokens_lead: "For programs that speak to the API in your name. A token can do what you can do.", "Pour les programmes qui utilisent l’API en votre nom. Un jeton peut tout ce que vous pouvez.";
        tokens_docs: "How the API works", "Comment fonctionne l’API";
        token_name: "What is it for?", "À quoi sert-il ?";
        token_create: "Make a token", "Créer un jeton";
        token_made: "Copy it now: it is shown this once.", "Copiez-le maintenant : il n’est affiché qu’une fois.";
        token_secret: "Your new token", "Votre nouveau jeton";
        token_copy: "Copy", "Copier";
        token_copied: "Copied.", "Copié.";
        token_copy_by_hand: "The browser does not allow it here. Select the token and copy it with the keyboard.", "Le navigateur ne le permet pas ici. Sélectionnez le jeton et copiez-le avec le clavier.";
        token_hint: "Begins with", "Commence par";
        token_used: "Last used", "Dernière utilisation";
        token_never: "Never", "Jamais";
        token_made_at: "Made", "Créé";
        token_revoke: "Revoke", "Révoquer";
        token_revoke_of: "Revoke {name}", "Révoquer {name}";
        token_revoked: "The token works no more.", "Le jeton ne fonctionne plus.";
        tokens_empty_title: "No tokens yet", "Aucun jeton";
        tokens_empty: "Make one when a program needs to read or write your posts.", "Créez-en un quand un programme doit lire ou écrire vos publications.";
        verify_ask: "Your e-mail address is not confirmed. There is no mail server here: ask an administrator for the link.", "Votre adresse e-mail n’est pas confirmée. Pas de serveur de messagerie ici : demandez le lien à un administrateur.";
        verify_open: "Open the mails", "Ouvrir les e-mails";
        verify_kept: "A new link is among the mails.", "Un nouveau lien est parmi les e-mails.";
    }
}

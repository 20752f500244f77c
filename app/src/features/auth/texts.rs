//! Texts of the sign-in family.

crate::texts! {
    /// Texts of the sign-in family.
    AuthTexts {
        sign_in: "Sign in", "Se connecter";
        sign_in_title: "Welcome back", "Bon retour";
        sign_up: "Create account", "Créer un compte";
        sign_up_title: "Create your account", "Créez votre compte";
        sign_up_lead: "Write together, in one place.", "Écrivez à plusieurs, au même endroit.";
        name: "Name", "Nom";
        name_hint: "As your team knows you.", "Tel que votre équipe vous connaît.";
        email: "E-mail address", "Adresse e-mail";
        password: "Password", "Mot de passe";
        password_hint: "At least 8 characters. A short sentence is easy to keep in mind.", "Au moins 8 caractères. Une courte phrase se retient bien.";
        new_password: "New password", "Nouveau mot de passe";
        show_password: "Show password", "Afficher le mot de passe";
        hide_password: "Hide password", "Masquer le mot de passe";
        strength: "Strength:", "Robustesse :";
        strength_too_short: "too short", "trop court";
        strength_weak: "weak", "faible";
        strength_fair: "good", "bon";
        strength_strong: "strong", "excellent";
        remember: "Remember me on this device", "Se souvenir de moi sur cet appareil";
        forgot: "Forgot your password?", "Mot de passe oublié ?";
        no_account: "New here?", "Nouveau ici ?";
        have_account: "You have an account?", "Vous avez déjà un compte ?";
        forgot_title: "Set a new password", "Choisir un nouveau mot de passe";
        forgot_lead: "Tell us your e-mail address. We send you a link that works for one hour.", "Indiquez votre adresse e-mail. Nous vous envoyons un lien valable une heure.";
        send_link: "Send the link", "Envoyer le lien";
        sent_title: "Look into your mail", "Consultez vos e-mails";
        sent_lead: "If there is an account with this address, a link is on its way. It works for one hour.", "Si un compte existe avec cette adresse, un lien est en route. Il est valable une heure.";
        kept_lead: "This installation has no mail server: an administrator finds the mail under Admin, Mails.", "Cette installation n’a pas de serveur de messagerie : un administrateur trouve l’e-mail dans Administration, E-mails.";
        back: "Back to sign in", "Retour à la connexion";
        reset_title: "Set a new password", "Choisir un nouveau mot de passe";
        reset_lead: "You will be signed out everywhere.", "Vous serez déconnecté partout.";
        reset_submit: "Save the password", "Enregistrer le mot de passe";
        reset_done: "Your new password is set. Sign in with it.", "Votre nouveau mot de passe est enregistré. Connectez-vous avec.";
        verify_title: "Confirm your e-mail address", "Confirmez votre adresse e-mail";
        verify_lead: "One click, and this address is known to be yours.", "Un clic, et cette adresse est confirmée comme la vôtre.";
        verify_submit: "Confirm", "Confirmer";
        verify_done_title: "Thank you", "Merci";
        verify_done: "Your e-mail address is confirmed.", "Votre adresse e-mail est confirmée.";
        no_secret: "This address is not complete. Open the link from the mail once more.", "Cette adresse est incomplète. Ouvrez à nouveau le lien de l’e-mail.";
        go_on: "Go to your posts", "Aller à vos publications";
    }
}

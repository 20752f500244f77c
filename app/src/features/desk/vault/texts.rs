//! Texts of the vault and of prices.

crate::texts! {
    /// Texts of the vault and of prices.
    VaultTexts {
        summary: "Media and price", "Médias et prix";
        summary_chosen: "Media and price ({n} chosen)", "Médias et prix ({n} choisis)";
        price: "Price in dollars", "Prix en dollars";
        price_hint: "Empty for free, or 3 to 200 with media: the fan pays before they see them.", "Vide pour gratuit, ou de 3 à 200 avec des médias : le fan paie avant de les voir.";
        price_wrong: "Take 0, or 3 to 200 dollars, as 4.99.", "Prenez 0, ou de 3 à 200 dollars, comme 4,99.";
        media_needed: "Choose media: only media can be sold.", "Choisissez des médias : seuls les médias se vendent.";
        media_wrong: "Choose at most 40 media of the vault.", "Choisissez au plus 40 médias du coffre.";
        vault: "Media in the vault", "Médias du coffre";
        choose: "Choose media from the vault", "Choisir des médias du coffre";
        more: "More media", "Plus de médias";
        nothing: "The vault is empty. Put media into it at OnlyFans.", "Le coffre est vide. Mettez-y des médias sur OnlyFans.";
        none_chosen: "No media are chosen.", "Aucun média n’est choisi.";
        chosen: "Chosen media", "Médias choisis";
        remove: "Remove {name}", "Retirer {name}";
        photo: "Picture {id}", "Photo {id}";
        video: "Video {id}", "Vidéo {id}";
        audio: "Sound {id}", "Son {id}";
        gif: "Moving picture {id}", "Image animée {id}";
        other: "File {id}", "Fichier {id}";
    }
}

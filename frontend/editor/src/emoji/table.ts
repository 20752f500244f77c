/** Emoji and their names, a line for each theme: `emoji name,othername` apart by spaces. */
const TABLE = `
😀 grinning 😃 smiley 😄 smile 😁 grin 😆 laughing,satisfied 😅 sweat_smile 🤣 rofl 😂 joy 🙂 slight_smile 🙃 upside_down 😉 wink 😊 blush 😇 innocent 🥰 smiling_hearts 😍 heart_eyes 🤩 star_struck 😘 kissing_heart 😗 kissing 😋 yum 😛 tongue 😜 winking_tongue 🤪 zany 🤑 money_mouth 🤗 hugs 🤭 hand_over_mouth 🤫 shushing 🤔 thinking 🤐 zipper_mouth 🤨 raised_eyebrow 😐 neutral 😑 expressionless 😶 no_mouth 😏 smirk 😒 unamused 🙄 eye_roll 😬 grimacing 😌 relieved 😔 pensive 😪 sleepy 🤤 drooling 😴 sleeping 😷 mask 🤒 thermometer_face 🤕 bandage_face 🤢 nauseated 🤮 vomiting 🤧 sneezing 🥵 hot_face 🥶 cold_face 🥴 woozy 😵 dizzy_face 🤯 mind_blown,exploding_head 🤠 cowboy 🥳 partying 😎 sunglasses,cool 🤓 nerd 🧐 monocle 😕 confused 😟 worried 🙁 slight_frown 😮 open_mouth 😯 hushed 😲 astonished 😳 flushed 🥺 pleading 😨 fearful 😰 cold_sweat 😥 disappointed_relieved 😢 cry 😭 sob 😱 scream 😖 confounded 😣 persevere 😞 disappointed 😓 sweat 😩 weary 😫 tired 🥱 yawning 😤 triumph 😡 rage 😠 angry 🤬 cursing 😈 smiling_imp 💀 skull 💩 poop 🤡 clown 👻 ghost 👽 alien 🤖 robot 😺 smiley_cat 😻 heart_eyes_cat 🙈 see_no_evil 🙉 hear_no_evil 🙊 speak_no_evil
👋 wave 🤚 raised_back_of_hand ✋ raised_hand 🖖 vulcan 👌 ok_hand 🤏 pinching ✌️ victory 🤞 crossed_fingers 🤟 love_you 🤘 metal 🤙 call_me 👈 point_left 👉 point_right 👆 point_up 👇 point_down 👍 thumbsup,+1,like 👎 thumbsdown,-1,dislike ✊ fist 👊 punch 👏 clap 🙌 raised_hands 👐 open_hands 🤲 palms_up 🤝 handshake 🙏 pray,please 💪 muscle ✍️ writing_hand 💅 nail_polish 🤳 selfie 👀 eyes 👁️ eye 👄 lips 👅 tongue_out 👂 ear 🧠 brain 👶 baby 👧 girl 👦 boy 👩 woman 👨 man 🤷 shrug 🤦 facepalm 🙋 raising_hand 💃 dancer 🕺 man_dancing 🏃 running 🚶 walking 🧘 yoga 👑 crown 👗 dress 👠 high_heel 👟 sneaker 👜 handbag 🎒 backpack 💄 lipstick 💍 ring 💎 gem
❤️ heart 🧡 orange_heart 💛 yellow_heart 💚 green_heart 💙 blue_heart 💜 purple_heart 🖤 black_heart 🤍 white_heart 🤎 brown_heart 💔 broken_heart 💕 two_hearts 💖 sparkling_heart 💗 growing_heart 💘 cupid 💝 gift_heart 💋 kiss 💯 100,hundred 💢 anger 💥 boom 💫 dizzy 💦 sweat_drops 💨 dash 💬 speech 💭 thought 💤 zzz
🐶 dog 🐱 cat 🐭 mouse 🐹 hamster 🐰 rabbit 🦊 fox 🐻 bear 🐼 panda 🐯 tiger 🦁 lion 🐮 cow 🐷 pig 🐸 frog 🐵 monkey 🐔 chicken 🐧 penguin 🐦 bird 🦆 duck 🦅 eagle 🦉 owl 🐺 wolf 🐴 horse 🦄 unicorn 🐝 bee 🐛 bug 🦋 butterfly 🐌 snail 🐞 ladybug 🐢 turtle 🐍 snake 🐙 octopus 🦀 crab 🐠 fish 🐬 dolphin 🐳 whale 🦈 shark 🐘 elephant 🐑 sheep 🐾 paws 💐 bouquet 🌸 blossom 🌹 rose 🌻 sunflower 🌷 tulip 🌱 seedling 🌲 evergreen 🌳 tree 🌴 palm 🌵 cactus 🍀 clover 🍁 maple_leaf 🍂 fallen_leaf 🍄 mushroom
🌍 earth 🌙 moon ⭐ star 🌟 glowing_star ✨ sparkles ⚡ zap,lightning 🔥 fire 🌈 rainbow ☀️ sun ⛅ partly_sunny ☁️ cloud 🌧️ rain ❄️ snowflake ⛄ snowman 🌊 ocean 💧 droplet ☔ umbrella
🍎 apple 🍊 orange 🍋 lemon 🍌 banana 🍉 watermelon 🍇 grapes 🍓 strawberry 🍒 cherries 🍑 peach 🥭 mango 🍍 pineapple 🥥 coconut 🥑 avocado 🍅 tomato 🥕 carrot 🌽 corn 🌶️ chili 🍞 bread 🥐 croissant 🧀 cheese 🥚 egg 🥞 pancakes 🍔 burger 🍟 fries 🍕 pizza 🌭 hotdog 🌮 taco 🥗 salad 🍝 pasta 🍜 ramen 🍣 sushi 🍦 ice_cream 🍩 donut 🍪 cookie 🎂 birthday 🍰 cake 🧁 cupcake 🍫 chocolate 🍬 candy 🍿 popcorn ☕ coffee 🍵 tea 🍷 wine 🍸 cocktail 🍺 beer 🍻 beers 🥂 cheers 🍾 champagne
🎉 tada,party 🎊 confetti 🎈 balloon 🎁 gift 🎄 christmas_tree 🎃 jack_o_lantern 🏆 trophy 🥇 first_place 🥈 second_place 🥉 third_place 🏅 medal ⚽ soccer 🏀 basketball 🏈 football 🎾 tennis 🏐 volleyball 🎯 dart,target 🎮 video_game 🎲 die 🧩 puzzle 🎨 art 🎭 theater 🎬 clapper 🎤 microphone 🎧 headphones 🎵 note 🎶 notes 🎸 guitar 🎹 piano 🥁 drum 🎻 violin 📷 camera 📸 camera_flash 🎥 movie_camera 📹 video_camera 📺 tv 🎟️ ticket
🚗 car 🚕 taxi 🚌 bus 🚲 bike 🚂 train ✈️ airplane 🚀 rocket 🛸 ufo ⛵ sailboat 🚢 ship ⚓ anchor 🏠 house 🏢 office 🏖️ beach 🏝️ island ⛰️ mountain 🏕️ camping 🗺️ map 🌅 sunrise 🌃 night 🎡 ferris_wheel
📱 phone 💻 laptop 🖥️ desktop ⌨️ keyboard 🖨️ printer 💾 floppy 🔋 battery 🔌 plug 💡 bulb,idea 🔦 flashlight 📚 books 📖 book 📝 memo,note_paper ✏️ pencil 🖊️ pen 📌 pushpin 📎 paperclip 📅 calendar 📈 chart_up 📉 chart_down 📊 bar_chart 📋 clipboard 📁 folder 🗑️ trash 📦 package 📧 email 📬 mailbox 📣 megaphone 📢 loudspeaker 🔔 bell 🔕 no_bell 🔍 search 🔑 key 🔒 lock 🔓 unlock 🔧 wrench 🔨 hammer ⚙️ gear 🧰 toolbox 🔗 link 💰 money_bag 💵 dollar 💳 credit_card 🛒 cart 🕐 clock ⏰ alarm ⏳ hourglass 🧪 test_tube 💊 pill 🛏️ bed 🚪 door 🪄 magic_wand
✅ check,done ☑️ checkbox ✔️ check_mark ❌ x,cross ❗ exclamation ❓ question ⚠️ warning 🚫 no_entry ⛔ stop ♻️ recycle ➕ plus ➖ minus ➡️ arrow_right ⬅️ arrow_left ⬆️ arrow_up ⬇️ arrow_down 🔄 refresh 🔴 red_circle 🟠 orange_circle 🟡 yellow_circle 🟢 green_circle 🔵 blue_circle 🟣 purple_circle ⚫ black_circle ⚪ white_circle 🆕 new 🆗 ok 🔝 top 🏁 checkered_flag 🚩 flag 🏳️‍🌈 rainbow_flag 🇫🇷 france 🇬🇧 uk 🇺🇸 usa 🇪🇺 europe
`;

/** An emoji with the names that find it, the first of them shown. */
export interface Emoji {
  emoji: string;
  names: string[];
}

/** All emoji of the table. */
export const EMOJI: readonly Emoji[] = readTable();

function readTable(): Emoji[] {
  const words = TABLE.trim().split(/\s+/);
  const found: Emoji[] = [];
  for (let at = 0; at + 1 < words.length; at += 2) {
    found.push({ emoji: words[at] ?? "", names: (words[at + 1] ?? "").split(",") });
  }
  return found;
}

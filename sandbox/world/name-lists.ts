/**
 * Seed data. `text|slug`: a name in its own script, and how it looks in an e-mail address. A Latin name needs no
 * slug. Some are long, some have one letter, some carry apostrophes, hyphens and marks: all of them occur.
 */
export interface CultureLists {
  female: string;
  male: string;
  surnames: string;
}

export const NAME_LISTS = {
  gulf: {
    female:
      'Maryam, Fatima, Aisha, Noura, Hessa, Shamma, Latifa, Mouza, Alia, Salama, Sheikha, Amna, Reem, Hind, Maitha, Shaikha Bint Mohammed Bin Abdulrahman Bin Rashid Bin Humaid',
    male: 'Mohammed, Ahmed, Khalid, Saeed, Rashid, Hamdan, Sultan, Omar, Abdullah, Majid, Salem, Mansoor, Hamad, Zayed, Yousef, Abdul Rahman Mohammed Abdullah Ibrahim Nasser Khalid Sulaiman',
    surnames:
      "Al Mansoori, Al Nuaimi, Al Shamsi, Al Ketbi, Al Mazrouei, Al Suwaidi, Al Zaabi, Al Hammadi, Al Dhaheri, Al Marri, Al Blooshi, Al Falasi, Al Qubaisi, Al Romaithi, Al-Otaibi, Al Ali, Al Ka'abi, Bin Haider, bin Sulayem",
  },
  arabic: {
    female:
      'مريم|maryam, فاطمة|fatima, عائشة|aisha, نورة|noura, سارة|sara, ليلى|layla, هند|hind, شمّا|shamma, ريم|reem, أمل|amal, زينب|zainab, ياسمين|yasmin, رؤى|ruaa, هبة الله|hebatallah',
    male: 'محمد|mohammed, أحمد|ahmed, خالد|khalid, سعيد|saeed, عبد الله|abdullah, عمر|omar, يوسف|yousef, حمدان|hamdan, إبراهيم|ibrahim, طارق|tariq, عبد الرحمن|abdulrahman, زايد|zayed, كريم|karim, مصطفى|mostafa, نور الدين محمد عبد العزيز بن عبد الرحمن|noureldin',
    surnames:
      'المنصوري|almansoori, النعيمي|alnuaimi, الشامسي|alshamsi, الكتبي|alketbi, السويدي|alsuwaidi, حداد|haddad, الزعابي|alzaabi, الحمادي|alhammadi, خليل|khalil, سليمان|suleiman, عبد الفتاح|abdelfattah, الظاهري|aldhaheri, المهيري|almheiri, نصّار|nassar, بن راشد|binrashid, الخطيب|alkhatib',
  },
  levant: {
    female:
      'Layla, Rania, Dina, Nour, Yasmin, Salma, Mona, Hala, Farah, Dalia, Amira, Heba, Marwa, Zeinab, Jumana, Noor-ul-Huda',
    male: "Youssef, Mahmoud, Tarek, Karim, Hassan, Mostafa, Amr, Sherif, Bilal, Fadi, Ziad, Nabil, Samir, Anas, Mu'tasim, Abdel-Rahman",
    surnames:
      'Haddad, Khalil, Mansour, Nassar, Saleh, El-Sayed, Abdelfattah, Farouk, Shaheen, Khoury, Darwish, Hijazi, Al-Khatib, Zaki, Ghanem, El Masry, Abu Zaid, Sabbagh',
  },
  indian: {
    female:
      'Priya, Ananya, Lakshmi, Deepa, Kavya, Meera, Nisha, Pooja, Shreya, Anjali, Sneha, Divya, Radhika, Fathima, Sri Venkata Naga Satya Lakshmi Narasimha Padmavathi',
    male: 'Arjun, Rahul, Vikram, Suresh, Rajesh, Anil, Manoj, Sanjay, Rohan, Kiran, Aditya, Ravi, Mohammed Ashraf, Biju, K., Thomas',
    surnames:
      "Sharma, Patel, Nair, Menon, Iyer, Reddy, Singh, Gupta, Kumar, Pillai, Thomas, Fernandes, D'Souza, Krishnan, Das, Rao, Kurian, Kunjumon, Mukherjee, Venkataramanan",
  },
  devanagari: {
    female:
      'प्रिया|priya, अनन्या|ananya, लक्ष्मी|lakshmi, दीपा|deepa, सुनीता|sunita, कविता|kavita, मीरा|meera, सीता|sita, राधिका|radhika',
    male: 'अर्जुन|arjun, राहुल|rahul, विक्रम|vikram, सुरेश|suresh, राजेश|rajesh, अनिल|anil, कृष्ण|krishna, हरि|hari, ज्ञानेन्द्र|gyanendra',
    surnames:
      'शर्मा|sharma, पटेल|patel, सिंह|singh, गुप्ता|gupta, थापा|thapa, श्रेष्ठ|shrestha, त्रिपाठी|tripathi, अग्निहोत्री|agnihotri, गुरुङ|gurung',
  },
  tamil: {
    female: 'லட்சுமி|lakshmi, மீனாட்சி|meenakshi, கவிதா|kavitha, தமிழ்ச்செல்வி|thamizhselvi',
    male: 'முருகன்|murugan, கார்த்திக்|karthik, செந்தில்|senthil, அருண்|arun',
    surnames: 'சுப்பிரமணியன்|subramanian, ராஜன்|rajan, வேலு|velu, கிருஷ்ணமூர்த்தி|krishnamurthy',
  },
  pakistani: {
    female: 'Ayesha, Sana, Hina, Zara, Mahnoor, Iqra, Sadia, Rabia, Nadia, Bushra, Umm-e-Habiba',
    male: 'Imran, Bilal, Usman, Ali, Hamza, Faisal, Asad, Shahid, Adnan, Kashif, Zubair, Muhammad Talha',
    surnames:
      'Khan, Malik, Hussain, Qureshi, Siddiqui, Butt, Chaudhry, Mirza, Sheikh, Iqbal, Rahman, Miah, Baig, ul-Haq',
  },
  urdu: {
    female: 'عائشہ|ayesha, ثنا|sana, حنا|hina, زہرہ|zahra',
    male: 'عمران|imran, بلال|bilal, عثمان|usman, فیصل|faisal, شاہد|shahid',
    surnames: 'خان|khan, ملک|malik, قریشی|qureshi, چوہدری|chaudhry, صدیقی|siddiqui',
  },
  filipino: {
    female:
      'Maria, Angelica, Jasmine, Kristine, Rosa, Grace, Michelle, Lovely Joy, Princess Mae, Cherry Ann, Maria Concepción Guadalupe del Carmen Dolores Inmaculada Esperanza, Ma. Teresa',
    male: 'Jose, Juan, Mark, John Paul, Ramon, Jericho, Reynaldo, Arnel, Jun-Jun, Benigno, Christian',
    surnames:
      'Santos, Reyes, Cruz, Bautista, Ocampo, Garcia, Mendoza, Torres, Dela Cruz, de los Santos, Villanueva, Macaraeg, Ñuñez, Panganiban, Uy, Sy',
  },
  british: {
    female: 'Olivia, Charlotte, Emily, Sophie, Siân, Niamh, Fiona, Zoë, Harriet, Grace, Imogen, Ruth, Eve-Marie',
    male: 'Oliver, James, Harry, Callum, Rhys, Alasdair, George, Thomas, Séamus, Dylan, Edward, Ian, St John',
    surnames:
      "Smith, O'Brien, Taylor, Evans, MacDonald, Fraser, Wright, O'Neill, Clarke, Hughes, Fitzgerald, Ó Súilleabháin, Featherstonehaugh, Wolfe-Barry, St. Clair, Ng, Llewellyn",
  },
  american: {
    female: 'Emma, Ava, Madison, Hannah, Latoya, Brooklyn, Nevaeh, Maria Elena, Jo, Chloe, Beyoncé',
    male: "Liam, Noah, Ethan, Mason, D'Angelo, Tyrone, Jackson, Carlos, Wyatt, Hunter, De'Andre, Theodore",
    surnames:
      "Johnson, Williams, Brown, Jones, Garcia, Miller, Davis, Washington, Nguyen, O'Connor, Van der Berg, McLaughlin, Kowalski, Two-Rivers, Li",
  },
  french: {
    female: 'Camille, Élodie, Chloé, Maëlys, Aurélie, Inès, Anaïs, Hélène, Marie-Thérèse, Françoise, Zoé',
    male: 'Lucas, François, Jérôme, Théo, Noël, Loïc, Gaël, Jean-Baptiste, Étienne, Rémi, Benoît',
    surnames:
      "Martin, Lefèvre, Dubois, Girard, L'Hermitte, d'Aubigné, Müller-Roche, Bélanger, Gauthier, de La Tour du Pin, Le Goff, N'Diaye",
  },
  german: {
    female: 'Anna, Käthe, Jürgina, Sabine, Ursula, Mia, Anneliese, Hannelore, Zoé, Änne',
    male: 'Lukas, Jürgen, Björn, Götz, Maximilian, Karl-Heinz, Sören, Uwe, Matthäus, Øyvind',
    surnames:
      'Müller, Schröder, Groß, Weiß, von der Leyen, Schäfer, Kühn, Freiherr von und zu Hohenstein-Waldeck, Özdemir, Jäger, Schmidt-Rottluff, Öttinger',
  },
  spanish: {
    female: 'Lucía, Sofía, Begoña, Nuria, Inés, María del Carmen, Ángeles, Concepción',
    male: 'Álvaro, Íñigo, José María, Andrés, Javier, Óscar, Jesús, Martín',
    surnames: 'García Márquez, Muñoz, Ibáñez, Peña, López de Haro, Núñez, Fernández y Gutiérrez, Ortiz',
  },
  portuguese: {
    female: 'Conceição, Júlia, Letícia, Tainá, Antônia',
    male: 'João, Antônio, Thiago, Luís, Conrado',
    surnames: 'da Silva, Gonçalves, Araújo, dos Santos, Magalhães, Simões',
  },
  polish: {
    female: 'Małgorzata, Żaneta, Agnieszka, Zofia, Łucja',
    male: 'Łukasz, Paweł, Świętosław, Grzegorz, Jędrzej',
    surnames: 'Wójcik, Kowalczyk, Brzęczyszczykiewicz, Żółć, Nowak, Dąbrowski',
  },
  russian: {
    female: 'Anastasia, Olga, Tatyana, Yekaterina, Svetlana',
    male: 'Dmitry, Alexei, Sergei, Ivan, Mikhail',
    surnames: 'Ivanov, Smirnov, Kuznetsov, Rimsky-Korsakov, Popov',
  },
  cyrillic: {
    female: 'Анастасия|anastasia, Ольга|olga, Татьяна|tatyana, Екатерина|ekaterina, Любовь|lyubov',
    male: 'Дмитрий|dmitry, Алексей|alexei, Сергей|sergei, Иван|ivan, Пётр|petr',
    surnames: 'Иванов|ivanov, Смирнов|smirnov, Кузнецов|kuznetsov, Щербакова|shcherbakova, Римский-Корсаков|rimsky',
  },
  ukrainian: {
    female: "Оксана|oksana, Соломія|solomiia, Дар'я|darya, Юлія|yuliia",
    male: 'Андрій|andrii, Тарас|taras, Олексій|oleksii, Їжак|yizhak',
    surnames: "Шевченко|shevchenko, Коваль|koval, Лук'яненко|lukianenko, Ґалаґан|galagan",
  },
  chinese: {
    female: '伟芳|weifang, 秀英|xiuying, 敏|min, 静|jing, 雪梅|xuemei',
    male: '伟|wei, 强|qiang, 磊|lei, 志明|zhiming, 建国|jianguo',
    surnames: '王|wang, 李|li, 张|zhang, 陈|chen, 欧阳|ouyang, 刘|liu',
  },
  pinyin: {
    female: 'Xiuying, Min, Jing, Lǜ, Fang',
    male: 'Wei, Qiang, Lei, Zhiming, Bo',
    surnames: 'Wang, Li, Zhang, Chen, Ouyang, Xu, Wu',
  },
  japanese: {
    female: '陽菜|hina, さくら|sakura, 結衣|yui, 美咲|misaki',
    male: '蓮|ren, 大翔|hiroto, 健太郎|kentaro, 翔|sho',
    surnames: '佐藤|sato, 鈴木|suzuki, 高橋|takahashi, 渡邉|watanabe, 髙田|takada',
  },
  korean: {
    female: '서연|seoyeon, 지우|jiwoo, 하은|haeun',
    male: '민준|minjun, 도윤|doyun, 시우|siwoo',
    surnames: '김|kim, 이|lee, 박|park, 남궁|namgung',
  },
  bengali: {
    female: 'ফাতেমা|fatema, নাসরিন|nasrin, শারমিন|sharmin',
    male: 'মোহাম্মদ|mohammad, রফিকুল|rafiqul, জাহাঙ্গীর|jahangir',
    surnames: 'রহমান|rahman, ইসলাম|islam, চৌধুরী|chowdhury, মিয়া|miah',
  },
  sinhala: {
    female: 'Nimali, Dilhani, Sanduni, නිමාලි|nimali',
    male: 'Kasun, Nuwan, Chaminda, Warnakulasuriya Patabendige Ushantha Joseph, කසුන්|kasun',
    surnames: 'Perera, Fernando, Jayawardena, Wickramasinghe, Ratnayake Mudiyanselage, සිල්වා|silva',
  },
  turkish: {
    female: 'Ayşe, Gülşen, İpek, Çiğdem, Şule',
    male: 'Mehmet, Çağrı, Işık, Oğuz, İbrahim',
    surnames: 'Yılmaz, Öztürk, Şahin, Çelik, Kılıç, Ağaoğlu',
  },
  persian: {
    female: 'زهرا|zahra, مهسا|mahsa, پریسا|parisa, گلناز|golnaz',
    male: 'رضا|reza, امیرحسین|amirhossein, کیوان|keyvan, ژاله|zhaleh',
    surnames: 'احمدی|ahmadi, حسینی|hosseini, پهلوان|pahlavan, نیک‌پور|nikpour',
  },
  hebrew: {
    female: 'נועה|noa, תמר|tamar, שירה|shira',
    male: 'דוד|david, איתי|itai, יוסף|yosef',
    surnames: 'כהן|cohen, לוי|levi, בן־דוד|bendavid, מזרחי|mizrahi',
  },
  amharic: {
    female: 'ሰላም|selam, ሕይወት|hiwot, ትዕግሥት|tigist',
    male: 'አበበ|abebe, ዳዊት|dawit, ተስፋዬ|tesfaye',
    surnames: 'በቀለ|bekele, ኃይሌ|haile, ገብረ መድኅን|gebremedhin',
  },
  nigerian: {
    female: 'Chiamaka, Ngozi, Adébáyò, Amina, Wanjiru, Ọláídé',
    male: 'Chukwuemeka, Tunde, Ikechukwu, Kamau, Olúwaṣeun, Musa',
    surnames: "Okafor, Adéyẹmí, Okonkwo, Bello, Mwangi, N'Golo, Ogunbanjo, Nwachukwu-Ezeigbo",
  },
  thai: {
    female: 'สุดารัตน์|sudarat, พิมพ์ชนก|pimchanok, นภัสสร|napassorn',
    male: 'สมชาย|somchai, ณัฐวุฒิ|nattawut, กิตติศักดิ์|kittisak',
    surnames: 'ศรีสุวรรณ|srisuwan, รัตนพงษ์|rattanapong, ณ อยุธยา|naayutthaya',
  },
  vietnamese: {
    female: 'Nguyệt, Thị Hồng Nhung, Bích Phượng, Hương',
    male: 'Quốc Dũng, Đức, Hữu Thắng, Tuấn',
    surnames: 'Nguyễn, Trần, Phạm, Đặng, Võ',
  },
  greek: {
    female: 'Ελένη|eleni, Μαρία|maria, Σοφία|sofia',
    male: 'Γιώργος|giorgos, Ευάγγελος|evangelos, Νίκος|nikos',
    surnames: 'Παπαδόπουλος|papadopoulos, Οικονόμου|oikonomou, Χατζηδάκις|hatzidakis',
  },
} satisfies Record<string, CultureLists>;

export type CultureKey = keyof typeof NAME_LISTS;

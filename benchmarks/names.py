"""Names of people from many language communities, and how each is written in an address.

All names are common ones, put together by chance; nobody is meant. A family name with a slash has a form
for women before it and one for men after it.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Community:
    """People who share a mother tongue and its names.

    `language` is the code of the mother tongue, or of school where the standard vocabulary lacks that.
    `family_first`: the family name is written first. `native` holds whole names in the community's own
    script, each with its spelling in Latin letters and 'w' or 'm'.
    """

    key: str
    language: str
    women: tuple[str, ...]
    men: tuple[str, ...]
    families: tuple[tuple[str, str], ...]
    family_first: bool = False
    native: tuple[tuple[str, str, str], ...] = ()

    def full_name(self, given: str, family: str) -> str:
        """The whole name in the order in which the community writes it."""
        return f"{family} {given}" if self.family_first else f"{given} {family}"


def _families(text: str) -> tuple[tuple[str, str], ...]:
    """Each family name as the form for women and the form for men; an underscore stands for a space."""
    pairs = []
    for word in _words(text):
        woman, _, man = word.partition("/")
        pairs.append((woman, man or woman))
    return tuple(pairs)


def _words(text: str) -> tuple[str, ...]:
    return tuple(word.replace("_", " ") for word in text.split())


def _community(
    key: str,
    language: str,
    women: str,
    men: str,
    families: str,
    *,
    family_first: bool = False,
    native: str = "",
) -> Community:
    """A community from lists of words; `native` has 'script=latin=w' or '…=m', parted by '; '."""
    triples = []
    for entry in native.split("; ") if native else []:
        script, latin, kind = entry.split("=")
        triples.append((script, latin, kind))
    return Community(
        key, language, _words(women), _words(men), _families(families), family_first, tuple(triples)
    )


# fmt: off
COMMUNITIES: dict[str, Community] = {
    one.key: one
    for one in (
        _community(
            "portuguese", "pt",
            "Inês Mariana Beatriz Catarina Joana Leonor Sofia Marta Rita Teresa Margarida Filipa",
            "João Tiago Rui Diogo Nuno Gonçalo Miguel Pedro Luís André Vasco Duarte",
            "Ferreira Almeida Carvalho Sousa Marques Teixeira Pinto Correia Fonseca Lopes Antunes Figueiredo "
            "Nogueira Baptista Moreira Sequeira",
        ),
        _community(
            "brazilian", "pt",
            "Juliana Camila Larissa Fernanda Patrícia Bruna Luciana Tatiane Débora Iara Jussara Vanessa",
            "Rafael Thiago Gustavo Caio Leandro Marcelo Rodrigo Ubiratan Vinícius Otávio Murilo Renan",
            "Oliveira da_Silva Nascimento Barbosa Cavalcanti Moraes Ribeiro Araújo Cardoso Rezende Guimarães "
            "Batista Xavier Freitas Menezes Tavares",
        ),
        _community(
            "spanish", "es",
            "Lucía Carmen Elena Paula Nuria Rocío Pilar Alba Marina Irene Begoña",
            "Javier Álvaro Sergio Pablo Íñigo Ramón Jorge Hugo Andrés Manuel Adrián",
            "García Navarro Ortega Iglesias Castro Serrano Molina Delgado Ibáñez Cortés Peña Vidal Herrero",
        ),
        _community(
            "latin-american", "es",
            "Valentina Ximena Daniela Guadalupe Catalina Yolanda Marisol Itzel Antonella Soledad Paola",
            "Mateo Santiago Emiliano Camilo Joaquín Facundo Diego Rodolfo Esteban Tomás Gael",
            "Hernández Quispe Restrepo Mamani Villalobos Rojas Salazar Zapata Cárdenas Espinoza Uribe Morales "
            "Fuentes Arango",
        ),
        _community(
            "english", "en",
            "Hannah Olivia Grace Charlotte Megan Abigail Ruth Imogen Harriet Naomi Claire Bethany",
            "Oliver Thomas Samuel Edward Marcus Daniel Jonathan Callum Henry Isaac Dominic Simon",
            "Walker Bennett Hughes Ashworth Clarke Turner Whitfield Morgan Pearce Robinson Sinclair Hartley "
            "Fletcher Barlow Campbell Reid",
        ),
        _community(
            "irish", "en",
            "Aoife Niamh Siobhán Caoimhe Orla Róisín Gráinne Clodagh Sinéad",
            "Cillian Oisín Eoin Ciarán Pádraig Fionn Declan Tadhg Cormac",
            "O'Brien Murphy Gallagher Byrne O'Sullivan Kavanagh Doherty Flanagan Nolan Keane McCarthy",
        ),
        _community(
            "french", "fr",
            "Camille Margaux Élodie Aurélie Manon Sandrine Clémence Solène Noémie Delphine",
            "Julien Antoine Mathieu Rémi Étienne Baptiste Guillaume Cédric Loïc Yannick",
            "Lefèvre Moreau Girard Rousseau Fontaine Chevalier Lambert Garnier Perrin Mercier Besson Blanchet",
        ),
        _community(
            "québécois", "fr",
            "Geneviève Maude Josée Annick Véronique Marie-Ève Karine Sylvie Laurence",
            "Alexandre Marc-André Félix Benoît Jean-François Olivier Maxime Sébastien Gabriel",
            "Tremblay Gagnon Bouchard Côté Bélanger Pelletier Lavoie Desjardins Thibault Beaulieu Charbonneau",
        ),
        _community(
            "german", "de",
            "Katharina Johanna Lena Friederike Ulrike Greta Svenja Annika Miriam Birgit",
            "Lukas Matthias Jonas Florian Tobias Henrik Bastian Jürgen Moritz Stefan",
            "Schäfer Krüger Vogel Hofmann Brandt Lindner Köhler Winkler Baumann Seidel Pfeiffer Thalmann",
        ),
        _community(
            "dutch", "nl",
            "Femke Sanne Marloes Anouk Lotte Maaike Roos Willemijn Esther",
            "Daan Joost Bram Thijs Sander Wouter Ruben Maarten Pieter",
            "de_Vries van_den_Berg Bakker Visser Smit Mulder Kuipers Hoekstra Dijkstra Postma Verhoeven",
        ),
        _community(
            "polish", "pl",
            "Agnieszka Katarzyna Magdalena Zofia Małgorzata Joanna Kinga Aleksandra Dorota Weronika Iwona "
            "Justyna",
            "Piotr Tomasz Paweł Krzysztof Michał Łukasz Wojciech Jakub Maciej Grzegorz Bartosz Szymon",
            "Kowalska/Kowalski Nowak Wiśniewska/Wiśniewski Wójcik Kamińska/Kamiński Zielińska/Zieliński "
            "Szymańska/Szymański Dąbrowska/Dąbrowski Mazur Pawlak Górska/Górski Sikora Wróbel "
            "Jabłońska/Jabłoński Błaszczyk Czarnecka/Czarnecki",
        ),
        _community(
            "ukrainian", "uk",
            "Oksana Nataliia Iryna Olena Kateryna Yuliia Solomiia Tetiana Halyna Mariia",
            "Andrii Oleksandr Taras Bohdan Dmytro Mykola Serhii Yaroslav Ostap Vasyl",
            "Shevchenko Kovalenko Bondarenko Tkachenko Kravchenko Melnyk Lysenko Hnatiuk Savchuk Polishchuk "
            "Zhadan Marchuk",
            native="Олена Бондаренко=Olena Bondarenko=w; Тарас Мельник=Taras Melnyk=m; "
            "Ірина Савчук=Iryna Savchuk=w; Андрій Лисенко=Andrii Lysenko=m",
        ),
        _community(
            "czech", "cs",
            "Tereza Lucie Barbora Veronika Eliška Markéta Zuzana Kristýna",
            "Ondřej Jiří Tomáš Vojtěch Radek Matěj Zdeněk Štěpán",
            "Nováková/Novák Svobodová/Svoboda Dvořáková/Dvořák Procházková/Procházka Kučerová/Kučera "
            "Horáková/Horák Benešová/Beneš Říhová/Říha Šimková/Šimek",
        ),
        _community(
            "romanian", "ro",
            "Ioana Andreea Raluca Mihaela Simona Oana Bianca Ruxandra",
            "Andrei Mihai Ștefan Cristian Răzvan Vlad Dragoș Sorin",
            "Popescu Ionescu Dumitru Stoica Munteanu Văduva Lungu Țăranu Neagu Constantin",
        ),
        _community(
            "hungarian", "hu",
            "Eszter Zsófia Réka Ágnes Katalin Orsolya Boglárka Dóra",
            "Gábor Balázs Zoltán Attila Bence Máté Péter Tamás",
            "Nagy Szabó Kovács Horváth Tóth Varga Molnár Fehér Szűcs Halász",
        ),
        _community(
            "lithuanian", "lt",
            "Rūta Eglė Gintarė Jurgita Aistė Vaida Ieva",
            "Mantas Tomas Darius Rokas Žygimantas Jonas Vytautas",
            "Kazlauskienė/Kazlauskas Petrauskaitė/Petrauskas Stankutė/Stankus Žukauskienė/Žukauskas "
            "Butkutė/Butkus Urbonaitė/Urbonas",
        ),
        _community(
            "swedish", "sv",
            "Astrid Linnea Elsa Maja Ebba Sigrid Frida Ylva",
            "Erik Axel Gustav Nils Oskar Viktor Anders Måns",
            "Lindqvist Bergström Johansson Sjöberg Åkesson Nyström Lundgren Hedlund Öberg Forsberg",
        ),
        _community(
            "finnish", "fi",
            "Aino Helmi Kaisa Sanna Päivi Riikka Venla Outi",
            "Mikko Juhani Antti Lauri Eero Tuomas Pekka Väinö",
            "Korhonen Virtanen Mäkinen Nieminen Hämäläinen Laine Heikkilä Saarinen Lehtonen Rantanen",
        ),
        _community(
            "icelandic", "is",
            "Guðrún Sigríður Katrín Hildur Birna Þórdís",
            "Gunnar Sigurður Bjarki Einar Þorsteinn Kári",
            "Jónsdóttir/Jónsson Einarsdóttir/Einarsson Magnúsdóttir/Magnússon Árnadóttir/Árnason "
            "Helgadóttir/Helgason Þórsdóttir/Þórsson",
        ),
        _community(
            "italian", "it",
            "Giulia Chiara Francesca Alessia Elisa Martina Federica Ilaria Serena",
            "Marco Lorenzo Alessandro Matteo Davide Simone Niccolò Riccardo Fabio",
            "Rossi Bianchi Ferrari Esposito Romano Colombo Ricci Marino Greco De_Luca Mancini Caruso",
        ),
        _community(
            "greek", "el",
            "Eleni Katerina Sofia Ioanna Despina Vasiliki Chrysa Danae",
            "Giorgos Nikos Dimitris Kostas Yannis Panagiotis Stavros Alexandros",
            "Papadopoulou/Papadopoulos Georgiou Nikolaidou/Nikolaidis Vlachou/Vlachos Makri/Makris "
            "Antoniou Economou/Economos Pappa/Pappas Karagianni/Karagiannis",
            native="Ελένη Γεωργίου=Eleni Georgiou=w; Νίκος Μακρής=Nikos Makris=m",
        ),
        _community(
            "turkish", "tr",
            "Elif Zeynep Ayşe Defne Selin Büşra Gülşen İpek Nazlı",
            "Mehmet Emre Burak Kerem Oğuz Çağrı Serkan Ozan Barış",
            "Yılmaz Kaya Demir Şahin Çelik Aydın Öztürk Arslan Doğan Koç Güneş Erdoğdu",
        ),
        _community(
            "arabic", "ar",
            "Amal Layla Noor Hanan Yasmin Rania Salma Dalia Huda Mariam Zahra Samira",
            "Omar Khalid Youssef Tariq Hassan Karim Bilal Nabil Samir Ziad Anas Mustafa",
            "Haddad Mansour El-Sayed Khoury Nasser Al-Hashimi Bennani Saleh Darwish Farouk Zidan Hamdan "
            "Benali Chraibi",
            native="أمل حداد=Amal Haddad=w; ليلى منصور=Layla Mansour=w; يوسف خوري=Youssef Khoury=m; "
            "طارق ناصر=Tariq Nasser=m; هدى صالح=Huda Saleh=w",
        ),
        _community(
            "persian", "fa",
            "Shirin Parisa Niloufar Azadeh Mahsa Golnaz Roya Leila",
            "Arash Babak Kaveh Reza Siavash Farhad Dariush Navid",
            "Ahmadi Hosseini Rahimi Karimi Moradi Tehrani Jafari Rostami Shirazi Ebrahimi",
            native="شیرین رحیمی=Shirin Rahimi=w; کاوه کریمی=Kaveh Karimi=m",
        ),
        _community(
            "hebrew", "he",
            "Noa Tamar Shira Yael Michal Avital Maya Hadas",
            "Eitan Yonatan Amir Noam Uri Gilad Itai Nadav",
            "Levi Mizrahi Peretz Biton Friedman Azoulay Shapira Ben-David Katz Segal",
            native="יעל מזרחי=Yael Mizrahi=w; איתן לוי=Eitan Levi=m",
        ),
        _community(
            "amharic", "am",
            "Selamawit Tigist Hiwot Bethlehem Meseret Rahel Eden Genet",
            "Dawit Yonas Abebe Tesfaye Kebede Bereket Girma Solomon",
            "Bekele Haile Tadesse Alemu Gebre Mekonnen Desta Wolde Assefa Tilahun",
            native="ሰላማዊት በቀለ=Selamawit Bekele=w; ዳዊት ኃይሌ=Dawit Haile=m",
        ),
        _community(
            "swahili", "sw",
            "Amina Zawadi Neema Asha Rehema Subira Fatuma Mwanaidi Tumaini",
            "Juma Baraka Hamisi Salim Rashid Abdallah Jabali Omari Tumo",
            "Mwangaza Mohamed Kombo Athumani Juma Mwinyi Bakari Said Mrisho Mazrui Shomari",
        ),
        _community(
            "kikuyu", "sw",
            "Wanjiku Wambui Njeri Nyambura Wangari Muthoni Wairimu Nyokabi",
            "Kamau Njoroge Mwangi Kariuki Maina Gitau Waweru Kimani",
            "Ndung'u Karanja Githinji Wainaina Macharia Kinyanjui Mbugua Gathoni Ngugi Muriuki",
        ),
        _community(
            "luo", "sw",
            "Akinyi Atieno Achieng Awino Adhiambo Anyango Apiyo Auma",
            "Otieno Ochieng Odhiambo Onyango Okoth Omondi Owino Ouma",
            "Odinga Ogolla Oduor Okello Opiyo Obuya Were Ojwang Oloo Okumu",
        ),
        _community(
            "somali", "so",
            "Hodan Ifrah Sagal Fartun Hibo Nasra",
            "Abdirahman Mahad Guled Liban Warsame Yusuf",
            "Warsame Abdi Farah Hersi Jama Nur Ali Duale",
        ),
        _community(
            "yoruba", "yo",
            "Folake Titilayo Adunni Yetunde Morenike Abiola Simisola Temitope",
            "Babatunde Oluwaseun Kayode Adebayo Femi Tunde Segun Ayodele",
            "Adeyemi Ogunleye Akinwande Balogun Oyelaran Afolabi Adebisi Ojo Fashola Olatunji",
        ),
        _community(
            "igbo", "ig",
            "Chiamaka Ngozi Adaeze Ifeoma Nneka Obioma Uchenna Amarachi",
            "Chinedu Emeka Obinna Ikenna Kelechi Nnamdi Uche Somto",
            "Okafor Nwosu Eze Okonkwo Onyekachi Chukwu Anyanwu Ibekwe Obi Umeh",
        ),
        _community(
            "akan", "en",
            "Akosua Abena Efua Ama Adwoa Yaa Esi",
            "Kwame Kofi Kwabena Yaw Kojo Kwaku Ekow",
            "Mensah Boateng Owusu Asante Osei Agyeman Appiah Ofori Sarpong",
        ),
        _community(
            "zulu", "zu",
            "Nomvula Thandeka Zanele Nokuthula Lindiwe Sibongile Ntombi",
            "Sipho Thabo Bongani Mandla Sizwe Themba Lwazi",
            "Dlamini Nkosi Ngcobo Khumalo Mthembu Zungu Cele Mkhize",
        ),
        _community(
            "hindi", "hi",
            "Priya Ananya Neha Kavita Pooja Sunita Ritu Meera Shreya Nandini Aditi",
            "Rohan Arjun Vikram Amit Rahul Sandeep Nikhil Manish Aditya Ashok Gaurav",
            "Sharma Gupta Mishra Verma Agarwal Tiwari Joshi Saxena Chauhan Srivastava Mathur Bhatt",
            native="प्रिया शर्मा=Priya Sharma=w; अमित वर्मा=Amit Verma=m",
        ),
        _community(
            "kannada", "kn",
            "Lakshmi Kavya Deepa Soumya Shwetha Ashwini Bhavana Rashmi",
            "Manjunath Kiran Raghavendra Prashanth Chetan Mahesh Vinay Girish",
            "Gowda Hegde Shetty Kulkarni Rao Bhat Murthy Nayak Patil Kamath",
            native="ಕಾವ್ಯ ಹೆಗಡೆ=Kavya Hegde=w; ಕಿರಣ್ ಶೆಟ್ಟಿ=Kiran Shetty=m",
        ),
        _community(
            "tamil", "ta",
            "Meenakshi Divya Revathi Kavitha Anitha Tamilselvi Priyanka Janani",
            "Karthik Senthil Murugan Arun Balaji Prakash Dinesh Vignesh",
            "Subramanian Raman Krishnan Venkatesan Natarajan Selvam Chandran Iyer Pillai Rajendran",
            native="கவிதா ராமன்=Kavitha Raman=w; செந்தில் செல்வம்=Senthil Selvam=m",
        ),
        _community(
            "malayalam", "ml",
            "Anjali Sreelakshmi Reshma Asha Lekha Sindhu Beena",
            "Anoop Vishnu Jithin Suresh Rajeev Biju Sajan",
            "Nair Menon Kurian Varghese Thomas Panicker Kuruvilla Nambiar Warrier",
        ),
        _community(
            "bengali", "bn",
            "Ishita Moumita Sharmistha Tasnim Nusrat Debjani Rupa Farzana",
            "Anirban Sourav Tanvir Debashish Rafiq Subhash Imran Partha",
            "Chatterjee Banerjee Mukherjee Sen Rahman Das Ghosh Chowdhury Bose Sarkar",
            native="ইশিতা সেন=Ishita Sen=w; তানভীর রহমান=Tanvir Rahman=m",
        ),
        _community(
            "punjabi", "pa",
            "Harpreet Simran Jasleen Manpreet Gurleen Navneet Amrit",
            "Gurpreet Jaspreet Harjit Manjot Sukhdeep Balwinder Ranveer",
            "Kaur/Singh Gill Sandhu Dhillon Grewal Sidhu Brar Bajwa",
        ),
        _community(
            "urdu", "ur",
            "Ayesha Sana Mehwish Hina Rabia Saima Zainab",
            "Usman Hamza Faisal Bilal Adeel Kashif Zubair",
            "Qureshi Malik Siddiqui Khan Mirza Baig Raza Chaudhry",
            native="عائشہ صدیقی=Ayesha Siddiqui=w",
        ),
        _community(
            "chinese", "zh",
            "Wei_Ling Xiu_Mei Hui_Min Jia_Yi Shu_Fen Pei_Shan Yun Xin_Yi Mei_Hua Jing",
            "Wei_Jie Jun_Hao Zhi_Hao Kai_Wen Ming_Hui Yong_Sheng Guo_Wei Boon_Kiat Hao Jian",
            "Tan Lim Lee Ng Wong Chen Zhang Liu Goh Chua Koh Teo Ong Huang Lin Zhao",
            family_first=True,
            native="李娜=Li Na=w; 王伟=Wang Wei=m; 陈美玲=Chen Meiling=w; 林志豪=Lin Zhihao=m; "
            "黄雅婷=Huang Yating=w; 刘洋=Liu Yang=m",
        ),
        _community(
            "malay", "ms",
            "Nur_Aisyah Siti_Hajar Farah Nadia Haslinda Zulaikha Aminah",
            "Ahmad_Faiz Muhammad_Hafiz Azlan Firdaus Iskandar Rizal Syafiq",
            "binti_Ismail/bin_Ismail binti_Osman/bin_Osman binti_Rahim/bin_Rahim binti_Salleh/bin_Salleh "
            "binti_Yusof/bin_Yusof binti_Hamid/bin_Hamid",
        ),
        _community(
            "indonesian", "id",
            "Dewi Putri Ratna Wulan Citra Rini Ayu",
            "Budi Agus Bayu Rizky Wahyu Joko Hendra",
            "Santoso Wijaya Pratama Kusuma Hidayat Nugroho Siregar Lestari Simanjuntak",
        ),
        _community(
            "filipino", "tl",
            "Maricel Jasmine Rosario Angelica Luz Bernadette Tala",
            "Jerome Rommel Paolo Ramil Ernesto Crisanto Jomar",
            "Santos Reyes dela_Cruz Bautista Mendoza Villanueva Magsaysay Aquino Macaraeg Dimagiba",
        ),
        _community(
            "vietnamese", "vi",
            "Thị_Minh Thu_Hà Ngọc_Anh Phương_Linh Bích_Ngọc Thanh_Tâm Mai",
            "Văn_Đức Minh_Tuấn Quang_Huy Đình_Long Hữu_Phước Anh_Dũng Hải",
            "Nguyễn Trần Lê Phạm Huỳnh Võ Đặng Bùi Đỗ Hồ",
            family_first=True,
        ),
        _community(
            "japanese", "ja",
            "Yuki Haruka Aoi Keiko Emi Sakura Naoko Mika",
            "Kenji Takumi Hiroshi Daisuke Shota Ren Kazuya Makoto",
            "Satō Suzuki Takahashi Tanaka Itō Yamamoto Kobayashi Nakamura Ōta Matsumoto",
            native="佐藤由紀=Yuki Sato=w; 高橋健二=Kenji Takahashi=m; 中村葵=Aoi Nakamura=w",
        ),
        _community(
            "korean", "ko",
            "Ji-woo Seo-yeon Min-ji Hye-jin Soo-ah Eun-ji Yu-na",
            "Min-jun Ji-hoon Sung-ho Jae-won Dong-hyun Tae-yang Hyun-woo",
            "Kim Park Choi Jung Kang Yoon Jang Shin Han Seo",
            family_first=True,
            native="김지우=Kim Ji-woo=w; 박성호=Park Sung-ho=m",
        ),
        _community(
            "thai", "th",
            "Siriporn Kanya Anong Malee Ploy Wanida",
            "Somchai Anan Chaiwat Niran Prasert Thanawat",
            "Srisuk Wongsakul Chaiyasit Boonmee Saetang Rattanakul Suwan",
            native="สิริพร ศรีสุข=Siriporn Srisuk=w",
        ),
        _community(
            "samoan", "en",
            "Sina Leilani Mele Tala Lupe",
            "Tavita Ioane Sione Fetu Malakai",
            "Tuilagi Leota Faleolo Seumanu Tamasese Pulou",
        ),
        _community(
            "kazakh", "kk",
            "Aigerim Dinara Aizhan Madina Saule",
            "Nurlan Yerlan Daniyar Askar Timur",
            "Nurgaliyeva/Nurgaliyev Akhmetova/Akhmetov Suleimenova/Suleimenov Zhumabayeva/Zhumabayev "
            "Abenova/Abenov",
        ),
    )
}
# fmt: on
"""Every community by its key."""

_LETTERS = str.maketrans(
    {
        "ł": "l",
        "ø": "o",
        "æ": "ae",
        "ß": "ss",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "ı": "i",
        "œ": "oe",
        "'": "",
        "’": "",
        " ": ".",
    }
)


def mailbox(latin: str) -> str:
    """The name as the part of an address before the @: 'Małgorzata Wójcik' is 'malgorzata.wojcik'."""
    spelled = unicodedata.normalize("NFC", latin).lower().translate(_LETTERS)
    plain = "".join(mark for mark in unicodedata.normalize("NFKD", spelled) if mark.isascii())
    return ".".join(part for part in plain.split(".") if part)

import type { CultureKey } from './name-lists.ts';

export interface Nation {
  code: string;
  weight: number;
  cultures: readonly { key: CultureKey; weight: number }[];
  places: readonly string[];
  authority: string;
}

function nation(code: string, weight: number, cultures: string, places: string, authority: string): Nation {
  const shares = cultures.split(' ').map((share) => {
    const [key, part] = share.split(':');
    return { key: key as CultureKey, weight: Number(part ?? 1) };
  });
  return { code, weight, cultures: shares, places: places.split(', '), authority };
}

/** Roughly who banks in the Emirates. The same person may be written in Latin or in their own script. */
export const NATIONS: readonly Nation[] = [
  nation('ARE', 30, 'gulf:5 arabic:5', 'Abu Dhabi, Dubai, Sharjah, Al Ain, Ras Al Khaimah', 'Ministry of Interior'),
  nation('IND', 17, 'indian:7 devanagari:2 tamil:1', 'Mumbai, Kochi, Hyderabad, Chennai', 'Passport Seva'),
  nation('PAK', 8, 'pakistani:8 urdu:2', 'Karachi, Lahore, Islamabad', 'Directorate General of Immigration'),
  nation('EGY', 8, 'levant:5 arabic:5', 'Cairo, Alexandria, Giza', 'Ministry of Interior'),
  nation('PHL', 7, 'filipino', 'Manila, Cebu, Davao', 'DFA Manila'),
  nation('GBR', 5, 'british', 'London, Leeds, Edinburgh', 'HMPO'),
  nation('SAU', 3, 'gulf:5 arabic:5', 'Riyadh, Jeddah', 'Ministry of Interior'),
  nation('JOR', 2, 'levant:6 arabic:4', 'Amman, Irbid', 'Civil Status Department'),
  nation('SYR', 2, 'levant:5 arabic:5', 'Damascus, Aleppo', 'Immigration Department'),
  nation('IRQ', 1, 'levant:5 arabic:5', 'Baghdad, Basra', 'Directorate of Passports'),
  nation('USA', 2, 'american', 'New York, Houston, Seattle', 'U.S. Department of State'),
  nation('CAN', 1, 'american', 'Toronto, Vancouver', 'IRCC'),
  nation('FRA', 2, 'french', 'Paris, Lyon, Marseille', 'Préfecture de Police'),
  nation('DEU', 2, 'german', 'Berlin, München, Köln', 'Stadt Köln'),
  nation('ESP', 1, 'spanish', 'Madrid, Sevilla', 'Dirección General de la Policía'),
  nation('POL', 1, 'polish', 'Warszawa, Łódź', 'Wojewoda Mazowiecki'),
  nation('RUS', 2, 'cyrillic:6 russian:4', 'Moscow, Kazan', 'MVD 77001'),
  nation('UKR', 1, 'ukrainian', 'Kyiv, Lviv', '8013'),
  nation('CHN', 2, 'chinese:6 pinyin:4', 'Beijing, Shanghai', 'MPS Exit & Entry Administration'),
  nation('JPN', 1, 'japanese', 'Tokyo, Osaka', 'Ministry of Foreign Affairs'),
  nation('KOR', 1, 'korean', 'Seoul, Busan', 'Ministry of Foreign Affairs'),
  nation('NPL', 2, 'devanagari:3 indian:4', 'Kathmandu, Pokhara', 'Department of Passports'),
  nation('BGD', 3, 'bengali:4 pakistani:6', 'Dhaka, Sylhet', 'DIP Dhaka'),
  nation('LKA', 2, 'sinhala', 'Colombo, Kandy', 'Authority Colombo'),
  nation('TUR', 1, 'turkish', 'İstanbul, Ankara', 'İçişleri Bakanlığı'),
  nation('IRN', 1, 'persian', 'Tehran, Shiraz', 'Passport Police'),
  nation('ISR', 1, 'hebrew', 'Tel Aviv, Haifa', 'Population Authority'),
  nation('ETH', 1, 'amharic', 'Addis Ababa', 'Main Department for Immigration'),
  nation('NGA', 1, 'nigerian', 'Lagos, Abuja', 'Ikoyi'),
  nation('KEN', 1, 'nigerian', 'Nairobi', 'Government of Kenya'),
  nation('THA', 1, 'thai', 'Bangkok', 'Ministry of Foreign Affairs'),
  nation('VNM', 1, 'vietnamese', 'Hà Nội', 'Immigration Department'),
  nation('GRC', 1, 'greek', 'Αθήνα, Thessaloniki', 'National Passport Centre'),
  nation('BRA', 1, 'portuguese', 'São Paulo, Recife', 'DPF'),
  nation('AUS', 1, 'british', 'Sydney, Perth', 'Australia'),
];

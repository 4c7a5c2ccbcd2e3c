/// Headings of the Medical Subject Headings (NLM, public domain) to draw distractors from, by field.
///
/// Fields are far apart: none is an ancestor, a sibling or a descendant of another's headings.
enum MeSHPool {
  static let fields: [[String]] = [
    [
      "Dental Implants", "Tooth Extraction", "Orthodontic Brackets", "Dental Caries",
      "Periodontal Ligament",
    ],
    [
      "Hip Prosthesis", "Knee Joint", "Spinal Fusion", "Bone Plates", "Arthroscopy",
      "Hallux Valgus",
    ],
    [
      "Cataract Extraction", "Retinal Detachment", "Glaucoma, Angle-Closure", "Contact Lenses",
      "Myopia",
    ],
    ["Hearing Aids", "Tympanic Membrane", "Cochlear Implants", "Otitis Media", "Vestibular Nerve"],
    ["Psoriasis", "Hair Removal", "Dermatitis, Contact", "Acne Vulgaris", "Skin Aging"],
    ["Crop Production", "Soil Erosion", "Plant Roots", "Herbicides", "Pollination", "Seedlings"],
    ["Bees", "Beetles", "Spider Venoms", "Grasshoppers", "Ants"],
    ["Nuclear Power Plants", "Radioactive Waste", "Radon", "Uranium Compounds"],
    ["Hospital Costs", "Insurance Carriers", "Fee Schedules", "Medicare Part B", "Income Tax"],
    ["Library Services", "Museums", "Publishing", "Copying Processes", "Books, Illustrated"],
    ["Aircraft", "Railroads", "Automobile Driving", "Ships", "Seat Belts", "Bicycling"],
    ["Malaria, Falciparum", "Mosquito Nets", "Schistosomiasis", "Leishmaniasis", "Onchocerciasis"],
    ["Tuberculosis, Spinal", "Leprosy", "BCG Vaccine", "Mycobacterium bovis"],
    [
      "Kidney Calculi", "Hemodialysis, Home", "Nephrectomy", "Peritoneal Dialysis",
      "Glomerulonephritis",
    ],
    [
      "Pregnancy, Ectopic", "Cesarean Section", "Placenta Previa", "Breast Feeding",
      "Labor, Induced",
    ],
    ["Alcoholic Beverages", "Smoking Cessation", "Cannabis", "Needle-Exchange Programs"],
    ["Cheese", "Food Packaging", "Fruit and Vegetable Juices", "Flour", "Chocolate", "Honey"],
    ["Volcanic Eruptions", "Earthquakes", "Floods", "Ice Cover", "Lightning"],
    ["Football", "Swimming", "Dancing", "Mountaineering", "Martial Arts", "Running"],
    ["Algorithms", "User-Computer Interface", "Programming Languages", "Electronic Mail"],
    [
      "Hemophilia A", "Blood Banks", "Anemia, Sickle Cell", "Platelet Transfusion", "Iron Overload",
    ],
    ["Gastric Bypass", "Colonoscopy", "Gallstones", "Hepatitis B", "Appendectomy", "Esophagitis"],
    ["Dogs", "Horses", "Cattle Diseases", "Poultry", "Swine", "Sheep, Domestic"],
    [
      "Schizophrenia", "Panic Disorder", "Anorexia Nervosa", "Autistic Disorder",
      "Phobic Disorders",
    ],
    ["Pacemaker, Artificial", "Atrial Fibrillation", "Coronary Stenosis", "Mitral Valve Prolapse"],
  ]

  /// Headings that say how a study was made or whom it observed, not what it is about.
  static let general: Set<String> = [
    "Humans", "Animals", "Male", "Female", "Adult", "Aged", "Middle Aged", "Young Adult", "Child",
    "Adolescent", "Infant", "Infant, Newborn", "Child, Preschool", "Aged, 80 and over",
    "Time Factors", "Treatment Outcome", "Risk Factors", "Follow-Up Studies", "Prospective Studies",
    "Retrospective Studies", "Kinetics", "Culture", "Fatal Outcome", "Cohort Studies", "Pregnancy",
    "Surveys and Questionnaires", "Risk Assessment", "Reproducibility of Results",
    "In Vitro Techniques", "Models, Biological", "Temperature", "United States", "Europe",
    "Incidence", "Prevalence", "Prognosis", "Research", "Biomedical Research", "Cells, Cultured",
    "Sensitivity and Specificity", "Predictive Value of Tests", "Case-Control Studies",
  ]
}

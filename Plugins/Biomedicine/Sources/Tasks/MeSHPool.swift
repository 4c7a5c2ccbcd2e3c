import DidactMining

/// Common headings of the Medical Subject Headings (NLM, public domain), by field.
///
/// Right answers and distractors are drawn from this one list, so that standing in it says nothing. Fields
/// are far apart: none holds an ancestor, a sibling or a descendant of another's headings. Headings of methods and of
/// properties that very many records have (`Hydrogen-Ion Concentration`) are not in it: one would guess them.
enum MeSHPool {
  static let fields: [[String]] = [
    [
      "Dental Caries", "Periodontitis", "Dental Implants", "Tooth Extraction", "Orthodontics",
      "Oral Hygiene", "Malocclusion", "Dentures", "Root Canal Therapy",
    ],
    [
      "Fractures, Bone", "Osteoporosis", "Osteoarthritis, Knee", "Spinal Fusion", "Arthroplasty",
      "Hip Fractures", "Bone Density", "Scoliosis", "Tendon Injuries", "Rotator Cuff Injuries",
    ],
    [
      "Cataract", "Glaucoma", "Retinal Detachment", "Macular Degeneration", "Myopia",
      "Visual Acuity",
      "Corneal Diseases", "Strabismus", "Diabetic Retinopathy",
    ],
    [
      "Hearing Loss", "Otitis Media", "Tinnitus", "Cochlear Implants", "Tonsillectomy", "Rhinitis",
      "Sinusitis", "Voice Disorders",
    ],
    [
      "Psoriasis", "Dermatitis, Atopic", "Melanoma", "Acne Vulgaris", "Skin Neoplasms",
      "Wound Healing", "Burns", "Alopecia", "Vitiligo",
    ],
    [
      "Asthma", "Pulmonary Disease, Chronic Obstructive", "Lung Neoplasms", "Pneumonia",
      "Embolism, Air", "Pneumothorax", "Solitary Pulmonary Nodule", "Respiratory Insufficiency",
      "Sleep Apnea, Obstructive", "Pulmonary Fibrosis",
    ],
    [
      "Myocardial Infarction", "Heart Failure", "Atrial Fibrillation", "Hypertension",
      "Coronary Artery Disease", "Stroke", "Intracranial Embolism", "Atherosclerosis",
      "Heart Valve Diseases", "Venous Thrombosis",
    ],
    [
      "Crohn Disease", "Colitis, Ulcerative", "Colorectal Neoplasms", "Liver Cirrhosis",
      "Pancreatitis", "Gallstones", "Appendicitis", "Celiac Disease", "Helicobacter Infections",
    ],
    [
      "Kidney Transplantation", "Renal Insufficiency, Chronic", "Kidney Calculi", "Renal Dialysis",
      "Urinary Incontinence", "Prostatic Neoplasms", "Nephrotic Syndrome", "Cystitis",
    ],
    [
      "Pre-Eclampsia", "Cesarean Section", "Premature Birth", "Infertility, Female",
      "Endometriosis",
      "Fertilization in Vitro", "Polycystic Ovary Syndrome", "Lactation", "Contraception",
      "Ovarian Follicle",
    ],
    [
      "Depressive Disorder, Major", "Schizophrenia", "Anxiety Disorders", "Autistic Disorder",
      "Stress Disorders, Post-Traumatic", "Psychoanalytic Therapy", "Psychological Trauma",
      "Anorexia Nervosa", "Mental Disorders", "Psychoanalysis", "Personality Disorders",
    ],
    [
      "Alzheimer Disease", "Parkinson Disease", "Epilepsy", "Multiple Sclerosis",
      "Migraine Disorders",
      "Amyotrophic Lateral Sclerosis", "Neuralgia", "Spinal Cord Injuries", "Huntington Disease",
    ],
    [
      "Diabetes Mellitus, Type 2", "Obesity", "Insulin Resistance", "Hypothyroidism",
      "Metabolic Syndrome", "Cushing Syndrome", "Thyroid Neoplasms", "Hyperlipidemias",
    ],
    [
      "HIV Infections", "Hepatitis B", "Influenza, Human", "Dengue", "Herpes Zoster", "COVID-19",
      "Measles", "Papillomavirus Infections", "Zika Virus Infection",
    ],
    [
      "Malaria", "Schistosomiasis", "Leishmaniasis", "Toxoplasmosis", "Chagas Disease",
      "Filariasis", "Giardiasis", "Trypanosomiasis, African",
    ],
    [
      "Tuberculosis", "Leprosy", "Staphylococcal Infections", "Cholera", "Salmonella Infections",
      "Drug Resistance, Bacterial", "Lyme Disease", "Whooping Cough", "Cross Infection",
    ],
    [
      "Leukemia, Myeloid, Acute", "Anemia, Sickle Cell", "Hemophilia A", "Thalassemia",
      "Lymphoma, Non-Hodgkin", "Multiple Myeloma", "Thrombocytopenia", "Blood Transfusion",
    ],
    [
      "Photosynthesis", "Plant Roots", "Crops, Agricultural", "Plant Diseases", "Edible Grain",
      "Soil Microbiology", "Triticum", "Oryza", "Pollination", "Seeds",
    ],
    [
      "Genome-Wide Association Study", "Polymorphism, Single Nucleotide", "Quantitative Trait Loci",
      "Gene Expression Profiling", "MicroRNAs", "DNA Methylation",
    ],
    [
      "Health Services Accessibility", "Health Care Costs", "Insurance, Health",
      "Quality of Health Care",
      "Medical Errors", "Telemedicine", "Health Policy", "Hospitals, Teaching", "Health Personnel",
    ],
    [
      "Education, Medical", "Curriculum", "Internship and Residency", "Students, Nursing",
      "Schools, Medical", "Inservice Training", "Education, Graduate", "Faculty, Medical",
    ],
    [
      "Air Pollution", "Climate Change", "Water Pollutants, Chemical", "Pesticides", "Mercury",
      "Environmental Exposure", "Waste Disposal, Fluid", "Noise", "Arsenic",
    ],
    [
      "Refugees", "Family Relations", "Social Identification", "Poverty", "Social Support",
      "Interpersonal Relations", "Religion", "Prisons", "Homeless Persons",
    ],
    [
      "Smoking Cessation", "Alcoholism", "Opioid-Related Disorders", "Cannabis",
      "Tobacco Use Disorder", "Cocaine-Related Disorders", "Substance Withdrawal Syndrome",
    ],
    [
      "Exercise", "Athletic Injuries", "Running", "Soccer", "Physical Endurance", "Swimming",
      "Muscle Strength", "Sports Medicine",
    ],
    [
      "Algorithms", "Software", "Computer Security", "Neural Networks, Computer",
      "Databases, Factual",
      "Image Processing, Computer-Assisted", "Natural Language Processing", "Machine Learning",
    ],
    [
      "Fishes", "Birds", "Insecta", "Bees", "Feeding Behavior", "Animal Migration", "Ecosystem",
      "Predatory Behavior", "Coral Reefs",
    ],
  ]

  /// A heading with what it would be recognised by, worked out once.
  struct Entry: Sendable {
    let heading: String
    let phrase: Phrase
  }
  static let entries: [[Entry]] = fields.map { $0.map { Entry(heading: $0, phrase: Phrase($0)) } }

  /// The field of a heading, nil for one that is not in the pool.
  static func field(of heading: String) -> Int? { fieldNumbers[heading] }

  private static let fieldNumbers: [String: Int] = {
    var numbers: [String: Int] = [:]
    for (number, headings) in fields.enumerated() {
      for heading in headings where numbers[heading] == nil { numbers[heading] = number }
    }
    return numbers
  }()

  /// Headings that say how a study was made or whom it observed, not what it is about.
  static let general: Set<String> = [
    "Humans", "Animals", "Male", "Female", "Adult", "Aged", "Middle Aged", "Young Adult", "Child",
    "Adolescent", "Infant", "Infant, Newborn", "Child, Preschool", "Aged, 80 and over",
    "Time Factors", "Treatment Outcome", "Risk Factors", "Follow-Up Studies", "Kinetics",
  ]
}

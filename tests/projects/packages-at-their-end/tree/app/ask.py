import google.generativeai as genai
import vertexai
from vertexai.generative_models import GenerativeModel

genai.configure()
small = genai.GenerativeModel("gemini-3.5-flash")
vertexai.init(project="acme", location="europe-west4")
large = GenerativeModel("gemini-3.5-flash")

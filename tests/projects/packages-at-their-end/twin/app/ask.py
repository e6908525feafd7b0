from google import genai

client = genai.Client()
print(client.models.generate_content(model="gemini-3.5-flash", contents="hello").text)

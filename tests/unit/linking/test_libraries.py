"""Every library with a call-sites table: how repositories call it, what that means, and what only looks like it."""

import pytest

from tests.unit.linking.trees import knowledge, uses

CASES = {
    "agno": (
        """
from agno.agent import Agent
from agno.models.openai import OpenAIChat
agent = Agent(model=OpenAIChat(id="gpt-4o"), markdown=True)
""",
        ["3 service:openai/gpt-4o"],
        """
from shop.models import OpenAIChat
row = OpenAIChat(id="gpt-4o")
""",
    ),
    "anthropic": (
        """
import anthropic
client = anthropic.Anthropic()
message = client.messages.create(model="claude-3-5-sonnet-20241022", max_tokens=1024, messages=[])
""",
        ["3 service:anthropic/claude-3-5-sonnet-20241022"],
        """
from twilio.rest import Client
Client().messages.create(to="+15558675310", body="claude-3-5-sonnet-20241022")
""",
    ),
    "assemblyai": (
        """
import assemblyai as aai
config = aai.TranscriptionConfig(speech_model=aai.SpeechModel.nano)
""",
        ["2 service:assemblyai/nano"],
        """
import assemblyai as aai
config = aai.TranscriptionConfig(speaker_labels=True)
""",
    ),
    "audiocraft": (
        """
from audiocraft.models import MusicGen
model = MusicGen.get_pretrained("facebook/musicgen-small")
""",
        ["2 model:huggingface/facebook/musicgen-small"],
        """
from audiocraft.models import MusicGen
model = MusicGen.get_pretrained("./checkpoints/mine")
""",
    ),
    "autogen": (
        """
from autogen_ext.models.openai import OpenAIChatCompletionClient
import autogen
client = OpenAIChatCompletionClient(model="gpt-4o")
agent = autogen.AssistantAgent("a", llm_config={"config_list": [{"model": "gpt-4", "api_key": "k"}]})
""",
        ["3 service:openai/gpt-4o", "4 service:openai/gpt-4"],
        """
import autogen
agent = autogen.UserProxyAgent("user", llm_config=False, code_execution_config={"work_dir": "coding"})
""",
    ),
    "azure-ai-inference": (
        """
from azure.ai.inference import ChatCompletionsClient
client = ChatCompletionsClient(endpoint="https://models.inference.ai.azure.com", credential=key, model="Phi-4")
""",
        ["2 service:azure/Phi-4"],
        """
from azure.ai.inference import ChatCompletionsClient
client = ChatCompletionsClient(endpoint=endpoint, credential=key)
""",
    ),
    "bark": (
        """
from bark import preload_models, generate_audio
preload_models()
""",
        ["2 model:huggingface/suno/bark (implied)"],
        """
def preload_models():
    return []
preload_models()
""",
    ),
    "bertopic": (
        """
from bertopic import BERTopic
topic_model = BERTopic(embedding_model="all-MiniLM-L6-v2")
plain = BERTopic(min_topic_size=5)
""",
        [
            "2 model:huggingface/sentence-transformers/all-MiniLM-L6-v2",
            "3 model:huggingface/sentence-transformers/all-MiniLM-L6-v2 (implied)",
        ],
        """
from bertopic import BERTopic
topic_model = BERTopic(embedding_model=None, language="german")
""",
    ),
    "boto3": (
        """
import boto3
client = boto3.client("bedrock-runtime")
client.invoke_model(modelId="us.anthropic.claude-3-5-sonnet-20241022-v2:0", body=body)
""",
        ["3 service:bedrock/anthropic.claude-3-5-sonnet-20241022-v2:0"],
        """
import boto3
boto3.client("lambda").invoke(FunctionName="anthropic.claude-3-5-sonnet-20241022-v2:0")
""",
    ),
    "chromadb": (
        """
from chromadb.utils import embedding_functions
import chromadb
ef = embedding_functions.SentenceTransformerEmbeddingFunction(model_name="all-mpnet-base-v2")
chromadb.Client().get_or_create_collection("docs")
""",
        [
            "3 model:huggingface/sentence-transformers/all-mpnet-base-v2",
            "4 model:huggingface/sentence-transformers/all-MiniLM-L6-v2 (implied)",
        ],
        """
import chromadb
chromadb.Client().create_collection("docs", embedding_function=my_function)
""",
    ),
    "cohere": (
        """
import cohere
co = cohere.Client("key")
response = co.chat(model="command-r-plus", message="hi")
""",
        ["3 service:cohere/command-r-plus"],
        """
co = make_client()
co.chat("command-r-plus")
""",
    ),
    "coqui-tts": (
        """
from TTS.api import TTS
tts = TTS("tts_models/multilingual/multi-dataset/xtts_v2").to("cuda")
""",
        ["2 model:huggingface/coqui/XTTS-v2"],
        """
from TTS.api import TTS
tts = TTS(model_path="out/model.pth", config_path="out/config.json")
""",
    ),
    "crewai": (
        """
from crewai import Agent, LLM
llm = LLM(model="ollama/llama3.1", base_url="http://localhost:11434")
agent = Agent(role="r", goal="g", backstory="b", llm=llm)
other = Agent(role="r", goal="g", backstory="b")
""",
        ["2 model:ollama/llama3.1", "4 service:openai/gpt-4.1-mini (implied)"],
        """
from game import Agent
agent = Agent(role="r", llm="gpt-4o")
""",
    ),
    "auto-gptq": (
        """
from auto_gptq import AutoGPTQForCausalLM
model = AutoGPTQForCausalLM.from_quantized("TheBloke/Llama-2-7B-GPTQ", device="cuda:0")
""",
        ["2 library:pypi/auto-gptq (implied)", "2 model:huggingface/TheBloke/Llama-2-7B-GPTQ"],
        """
from auto_gptq import BaseQuantizeConfig
config = BaseQuantizeConfig(desc_act=False, model_name_or_path="TheBloke/Llama-2-7B-GPTQ")
""",
    ),
    "autoawq": (
        """
from awq import AutoAWQForCausalLM
model = AutoAWQForCausalLM.from_pretrained("mistralai/Mistral-7B-Instruct-v0.2")
""",
        ["2 library:pypi/autoawq (implied)", "2 model:huggingface/mistralai/Mistral-7B-Instruct-v0.2"],
        """
from hawk import AutoAWQForCausalLM
model = AutoAWQForCausalLM.from_quantized("mistralai/Mistral-7B-Instruct-v0.2")
""",
    ),
    "gptqmodel": (
        """
from gptqmodel import GPTQModel
model = GPTQModel.load("Qwen/Qwen3-8B")
""",
        ["2 model:huggingface/Qwen/Qwen3-8B"],
        """
from gptqmodel import GPTQModel
model = GPTQModel.load("./quantised/qwen")
""",
    ),
    "ctransformers": (
        """
from ctransformers import AutoModelForCausalLM
llm = AutoModelForCausalLM.from_pretrained("TheBloke/Llama-2-7B-GGML", model_type="llama")
""",
        ["2 model:huggingface/TheBloke/Llama-2-7B-GGML"],
        """
from ctransformers import AutoModelForCausalLM
llm = AutoModelForCausalLM.from_pretrained("/models/llama.bin", model_type="llama")
""",
    ),
    "datasets": (
        """
from datasets import load_dataset
data = load_dataset("yahma/alpaca-cleaned", split="train")
""",
        ["2 dataset:huggingface/yahma/alpaca-cleaned"],
        """
from datasets import load_dataset
data = load_dataset("json", data_files="train.json")
""",
    ),
    "deepgram": (
        """
from deepgram import DeepgramClient, PrerecordedOptions
options = PrerecordedOptions(model="nova-3", smart_format=True)
""",
        ["2 service:deepgram/nova-3"],
        """
from myapp import PrerecordedOptions
options = PrerecordedOptions(model="nova-3")
""",
    ),
    "diffusers": (
        """
from diffusers import StableDiffusionXLPipeline
pipe = StableDiffusionXLPipeline.from_pretrained("stabilityai/stable-diffusion-xl-base-1.0")
pipe.load_lora_weights("nerijs/pixel-art-xl", weight_name="pixel-art-xl.safetensors")
""",
        ["2 model:huggingface/stabilityai/stable-diffusion-xl-base-1.0", "3 model:huggingface/nerijs/pixel-art-xl"],
        """
from diffusers import DDIMScheduler
scheduler = DDIMScheduler.from_pretrained("./out/scheduler")
""",
    ),
    "dspy": (
        """
import dspy
lm = dspy.LM("openai/gpt-4o-mini")
dspy.configure(lm=lm)
""",
        ["2 service:openai/gpt-4o-mini"],
        """
import dspy
qa = dspy.ChainOfThought("question -> answer")
""",
    ),
    "easyocr": (
        """
import easyocr
reader = easyocr.Reader(["ch_sim", "en"])
""",
        ["2 model:easyocr/craft (implied)"],
        """
from csv import reader
rows = reader(open("en.csv"))
""",
    ),
    "elevenlabs": (
        """
from elevenlabs.client import ElevenLabs
audio = ElevenLabs().text_to_speech.convert(text="hi", voice_id="x", model_id="eleven_multilingual_v2")
""",
        ["2 service:elevenlabs/eleven_multilingual_v2"],
        """
from elevenlabs.client import ElevenLabs
audio = ElevenLabs().text_to_speech.convert(text="eleven_multilingual_v2", voice_id="x")
""",
    ),
    "fastembed": (
        """
from fastembed import TextEmbedding, SparseTextEmbedding
model = TextEmbedding(model_name="BAAI/bge-large-en-v1.5")
sparse = SparseTextEmbedding(model_name="Qdrant/bm25")
plain = TextEmbedding()
""",
        [
            "2 model:huggingface/BAAI/bge-large-en-v1.5",
            "3 model:huggingface/Qdrant/bm25",
            "4 model:huggingface/BAAI/bge-small-en-v1.5 (implied)",
        ],
        """
from embed import TextEmbedding
model = TextEmbedding(model_name="BAAI/bge-large-en-v1.5")
""",
    ),
    "faster-whisper": (
        """
from faster_whisper import WhisperModel
model = WhisperModel("large-v3", device="cuda", compute_type="float16")
""",
        ["2 model:huggingface/Systran/faster-whisper-large-v3"],
        """
from faster_whisper import WhisperModel
model = WhisperModel("./whisper-ct2")
""",
    ),
    "fireworks": (
        """
from fireworks.client import Fireworks
client = Fireworks(api_key="k")
client.chat.completions.create(model="accounts/fireworks/models/llama-v3p1-8b-instruct", messages=[])
""",
        ["3 service:fireworks/accounts/fireworks/models/llama-v3p1-8b-instruct"],
        """
from pyrotechnics import Fireworks
Fireworks().show("accounts/fireworks/models/llama-v3p1-8b-instruct")
""",
    ),
    "flagembedding": (
        """
from FlagEmbedding import BGEM3FlagModel
model = BGEM3FlagModel("BAAI/bge-m3", use_fp16=True)
""",
        ["2 model:huggingface/BAAI/bge-m3"],
        """
from FlagEmbedding import FlagReranker
model = FlagReranker("../reranker")
""",
    ),
    "flair": (
        """
from flair.models import SequenceTagger
tagger = SequenceTagger.load("ner-large")
""",
        ["2 model:huggingface/flair/ner-english-large"],
        """
from flair.data import Sentence
sentence = Sentence("ner-large")
""",
    ),
    "gliner": (
        """
from gliner import GLiNER
model = GLiNER.from_pretrained("urchade/gliner_base")
""",
        ["2 model:huggingface/urchade/gliner_base"],
        """
from gliner import GLiNER
model = GLiNER.from_pretrained("models/gliner")
""",
    ),
    "google-adk": (
        """
from google.adk.agents import LlmAgent
agent = LlmAgent(name="a", model="gemini-2.0-flash", instruction="help")
""",
        ["2 service:gemini-api/gemini-2.0-flash"],
        """
from robots import LlmAgent
agent = LlmAgent(name="a", model="gemini-2.0-flash")
""",
    ),
    "google-genai": (
        """
from google import genai
client = genai.Client()
client.models.generate_content(model="gemini-2.5-flash", contents="hi")
""",
        ["3 service:gemini-api/gemini-2.5-flash"],
        """
from google.cloud import storage
storage.Client().bucket("gemini-2.5-flash")
""",
    ),
    "google-generativeai": (
        """
import google.generativeai as genai
genai.configure(api_key=KEY)
model = genai.GenerativeModel("gemini-1.5-pro")
""",
        [
            "2 library:pypi/google-generativeai (implied)",
            "3 library:pypi/google-generativeai (implied)",
            "3 service:gemini-api/gemini-1.5-pro",
        ],
        """
import google.generativeai as genai
genai.upload_file("gemini-1.5-pro")
""",
    ),
    "gpt4all": (
        """
from gpt4all import GPT4All
model = GPT4All("Meta-Llama-3-8B-Instruct.Q4_0.gguf")
""",
        ["2 model:gpt4all/Meta-Llama-3-8B-Instruct.Q4_0.gguf"],
        """
from gpt4all import GPT4All
model = GPT4All.list_models()
""",
    ),
    "groq": (
        """
from groq import Groq
client = Groq()
client.chat.completions.create(model="llama3-70b-8192", messages=[])
""",
        ["3 service:groq/llama3-70b-8192"],
        """
from groq import Groq
client = Groq(api_key="llama3-70b-8192")
""",
    ),
    "guidance": (
        """
from guidance import models
lm = models.Transformers("microsoft/Phi-4-mini-instruct")
""",
        ["2 model:huggingface/microsoft/Phi-4-mini-instruct"],
        """
from django.db import models
title = models.CharField("microsoft/Phi-4-mini-instruct")
""",
    ),
    "haystack": (
        """
from haystack.components.generators.chat import OpenAIChatGenerator
from haystack.components.embedders import SentenceTransformersTextEmbedder
llm = OpenAIChatGenerator(model="gpt-4o-mini")
embedder = SentenceTransformersTextEmbedder(model="BAAI/bge-large-en-v1.5")
""",
        ["3 service:openai/gpt-4o-mini", "4 model:huggingface/BAAI/bge-large-en-v1.5"],
        """
from haystack.components.builders import PromptBuilder
builder = PromptBuilder(template="gpt-4o-mini")
""",
    ),
    "http-clients": (
        """
import requests
requests.post("https://api.openai.com/v1/chat/completions", json={"model": "gpt-4o", "messages": []})
""",
        ["2 service:openai/gpt-4o"],
        """
import requests
requests.post("https://shop.example/cars", json={"model": "corolla", "year": 2020})
""",
    ),
    "huggingface_hub": (
        """
from huggingface_hub import snapshot_download, InferenceClient
path = snapshot_download("Qwen/Qwen2.5-7B-Instruct")
client = InferenceClient("mistralai/Mistral-7B-Instruct-v0.3")
""",
        [
            "2 model:huggingface/Qwen/Qwen2.5-7B-Instruct",
            "3 service:huggingface-inference/mistralai/Mistral-7B-Instruct-v0.3",
        ],
        """
from huggingface_hub import HfApi
HfApi().create_repo("Qwen/Qwen2.5-7B-Instruct")
""",
    ),
    "insightface": (
        """
from insightface.app import FaceAnalysis
app = FaceAnalysis(providers=["CPUExecutionProvider"])
named = FaceAnalysis(name="antelopev2")
""",
        ["2 model:insightface/buffalo_l (implied)", "3 model:insightface/antelopev2"],
        """
from finance.app import FaceAnalysis
app = FaceAnalysis(name="antelopev2")
""",
    ),
    "instructor": (
        """
import instructor
client = instructor.from_provider("openai/gpt-4o-mini")
cards = instructor.patch(OpenAI()).chat.completions.create_iterable(model="gpt-4o", messages=[])
claude = instructor.from_anthropic(Anthropic(), model="claude-3-haiku-20240307")
user, raw = claude.messages.create_with_completion(model="claude-3-5-haiku-latest", messages=[])
judge = instructor.from_openai(OpenAI()).chat.create(model="gpt-4.1", messages=[])
""",
        [
            "2 service:openai/gpt-4o-mini",
            "3 service:openai/gpt-4o",
            "4 service:anthropic/claude-3-haiku-20240307",
            "5 service:anthropic/claude-3-5-haiku-latest",
            "6 service:openai/gpt-4.1",
        ],
        """
from school import instructor
client = instructor.from_provider("openai/gpt-4o-mini")
""",
    ),
    "keras-applications": (
        """
from tensorflow.keras.applications import VGG16
base = VGG16(weights="imagenet", include_top=False)
""",
        ["2 model:keras/VGG16"],
        """
from tensorflow.keras.applications import VGG16
base = VGG16(weights=None)
mine = VGG16(weights="out/vgg.h5")
""",
    ),
    "keras-hub": (
        """
import keras_hub
model = keras_hub.models.CausalLM.from_preset("gemma2_2b_en")
""",
        ["2 model:keras-hub/gemma2_2b_en"],
        """
import keras_hub
model = keras_hub.models.CausalLM.from_preset("./finetuned")
""",
    ),
    "keybert": (
        """
from keybert import KeyBERT
kw_model = KeyBERT()
other = KeyBERT("all-mpnet-base-v2")
""",
        [
            "2 model:huggingface/sentence-transformers/all-MiniLM-L6-v2 (implied)",
            "3 model:huggingface/sentence-transformers/all-mpnet-base-v2",
        ],
        """
from keys import KeyBERT
kw_model = KeyBERT()
""",
    ),
    "kokoro": (
        """
from kokoro import KModel, KPipeline
spoken = KPipeline(lang_code="a")
other = KPipeline("z", "hexgrad/Kokoro-82M-v1.1-zh")
""",
        ["2 model:huggingface/hexgrad/Kokoro-82M (implied)", "3 model:huggingface/hexgrad/Kokoro-82M-v1.1-zh"],
        """
from kokoro_game import KPipeline
spoken = KPipeline("a", "hexgrad/Kokoro-82M")
""",
    ),
    "langchain": (
        """
from langchain.chat_models import ChatOpenAI
from langchain_community.embeddings import HuggingFaceEmbeddings
llm = ChatOpenAI(model_name="gpt-4")
embeddings = HuggingFaceEmbeddings(model_name="BAAI/bge-small-en-v1.5")
""",
        ["3 service:openai/gpt-4", "4 model:huggingface/BAAI/bge-small-en-v1.5"],
        """
from langchain.prompts import PromptTemplate
prompt = PromptTemplate(template="gpt-4", input_variables=[])
""",
    ),
    "langchain-anthropic": (
        """
from langchain_anthropic import ChatAnthropic
llm = ChatAnthropic(model="claude-3-opus-20240229")
""",
        ["2 service:anthropic/claude-3-opus-20240229"],
        """
from langchain_core.messages import AIMessage
AIMessage(content="claude-3-opus-20240229")
""",
    ),
    "langchain-aws": (
        """
from langchain_aws import ChatBedrock
llm = ChatBedrock(model_id="anthropic.claude-3-haiku-20240307-v1:0")
""",
        ["2 service:bedrock/anthropic.claude-3-haiku-20240307-v1:0"],
        """
from langchain_aws import AmazonKnowledgeBasesRetriever
r = AmazonKnowledgeBasesRetriever(knowledge_base_id="anthropic.claude-3-haiku-20240307-v1:0")
""",
    ),
    "langchain-cohere": (
        """
from langchain_cohere import ChatCohere
llm = ChatCohere(model="command-r")
""",
        ["2 service:cohere/command-r"],
        """
from langchain_cohere import CohereRagRetriever
r = CohereRagRetriever(llm=llm)
""",
    ),
    "langchain-deepseek": (
        """
from langchain_deepseek import ChatDeepSeek
llm = ChatDeepSeek(model="deepseek-chat")
""",
        ["2 service:deepseek/deepseek-chat"],
        """
from deep import ChatDeepSeek
llm = ChatDeepSeek(model="deepseek-chat")
""",
    ),
    "langchain-fireworks": (
        """
from langchain_fireworks import ChatFireworks
llm = ChatFireworks(model="accounts/fireworks/models/llama-v3p1-70b-instruct")
""",
        ["2 service:fireworks/accounts/fireworks/models/llama-v3p1-70b-instruct"],
        """
from mine import ChatFireworks
llm = ChatFireworks(model="accounts/fireworks/models/llama-v3p1-70b-instruct")
""",
    ),
    "langchain-google-genai": (
        """
from langchain_google_genai import ChatGoogleGenerativeAI
llm = ChatGoogleGenerativeAI(model="gemini-1.5-pro")
""",
        ["2 service:gemini-api/gemini-1.5-pro"],
        """
from langchain_google_genai import HarmCategory
x = HarmCategory("gemini-1.5-pro")
""",
    ),
    "langchain-google-vertexai": (
        """
from langchain_google_vertexai import ChatVertexAI
llm = ChatVertexAI(model="gemini-1.5-flash-002")
""",
        ["2 service:vertex/gemini-1.5-flash-002"],
        """
from langchain_google_vertexai import VertexAIImageCaptioning as C
x = "gemini-1.5-flash-002"
""",
    ),
    "langchain-groq": (
        """
from langchain_groq import ChatGroq
llm = ChatGroq(model="mixtral-8x7b-32768", temperature=0)
""",
        ["2 service:groq/mixtral-8x7b-32768"],
        """
def ChatGroq(model):
    return model
llm = ChatGroq(model="mixtral-8x7b-32768")
""",
    ),
    "langchain-huggingface": (
        """
from langchain_huggingface import HuggingFaceEmbeddings
e = HuggingFaceEmbeddings(model_name="sentence-transformers/all-mpnet-base-v2")
""",
        ["2 model:huggingface/sentence-transformers/all-mpnet-base-v2"],
        """
from langchain_huggingface import HuggingFaceEmbeddings
e = HuggingFaceEmbeddings(model_name="/models/bge")
""",
    ),
    "langchain-mistralai": (
        """
from langchain_mistralai import ChatMistralAI
llm = ChatMistralAI(model="mistral-large-latest")
""",
        ["2 service:mistral/mistral-large-latest"],
        """
from wind import ChatMistralAI
llm = ChatMistralAI(model="mistral-large-latest")
""",
    ),
    "langchain-nvidia-ai-endpoints": (
        """
from langchain_nvidia_ai_endpoints import ChatNVIDIA
llm = ChatNVIDIA(model="meta/llama3-70b-instruct")
""",
        ["2 service:nvidia-nim/meta/llama3-70b-instruct"],
        """
from games import ChatNVIDIA
llm = ChatNVIDIA(model="meta/llama3-70b-instruct")
""",
    ),
    "langchain-ollama": (
        """
from langchain_ollama import ChatOllama
llm = ChatOllama(model="llama3.1")
""",
        ["2 model:ollama/llama3.1"],
        """
class ChatOllama:
    def __init__(self, model): self.m = model
llm = ChatOllama(model="llama3.1")
""",
    ),
    "langchain-openai": (
        """
from langchain_openai import ChatOpenAI, OpenAIEmbeddings
llm = ChatOpenAI(model="gpt-4o", temperature=0)
e = OpenAIEmbeddings(model="text-embedding-3-large")
""",
        ["2 service:openai/gpt-4o", "3 service:openai/text-embedding-3-large"],
        """
from langchain_openai import ChatOpenAI
name = ChatOpenAI.__name__ + "gpt-4o"
""",
    ),
    "langchain-perplexity": (
        """
from langchain_perplexity import ChatPerplexity
llm = ChatPerplexity(model="sonar-pro")
""",
        ["2 service:perplexity/sonar-pro"],
        """
from boats import ChatPerplexity
llm = ChatPerplexity(model="sonar-pro")
""",
    ),
    "langchain-together": (
        """
from langchain_together import ChatTogether
llm = ChatTogether(model="meta-llama/Llama-3-70b-chat-hf")
""",
        ["2 service:together/meta-llama/Llama-3-70b-chat-hf"],
        """
from us import ChatTogether
llm = ChatTogether(model="meta-llama/Llama-3-70b-chat-hf")
""",
    ),
    "langchain-xai": (
        """
from langchain_xai import ChatXAI
llm = ChatXAI(model="grok-beta")
""",
        ["2 service:xai/grok-beta"],
        """
from wellness import ChatXAI
llm = ChatXAI(model="grok-beta")
""",
    ),
    "litellm": (
        """
from litellm import completion
completion(model="anthropic/claude-3-haiku-20240307", messages=[])
""",
        ["2 service:anthropic/claude-3-haiku-20240307"],
        """
from readline import completion
completion(model="anthropic/claude-3-haiku-20240307")
""",
    ),
    "llama-cpp-python": (
        """
from llama_cpp import Llama
llm = Llama.from_pretrained(repo_id="Qwen/Qwen2-0.5B-Instruct-GGUF", filename="*q8_0.gguf")
""",
        ["2 model:huggingface/Qwen/Qwen2-0.5B-Instruct-GGUF"],
        """
from zoo import Llama
llm = Llama(name="Qwen/Qwen2-0.5B-Instruct-GGUF")
""",
    ),
    "llama-index": (
        """
from llama_index.core import Settings
from llama_index.llms.openai import OpenAI
from llama_index.embeddings.huggingface import HuggingFaceEmbedding
Settings.llm = OpenAI(model="gpt-4o-mini", temperature=0.1)
Settings.embed_model = HuggingFaceEmbedding(model_name="BAAI/bge-small-en-v1.5")
""",
        ["4 service:openai/gpt-4o-mini", "5 model:huggingface/BAAI/bge-small-en-v1.5"],
        """
from llama_index.core import VectorStoreIndex, SimpleDirectoryReader
documents = SimpleDirectoryReader("gpt-4o-mini").load_data()
""",
    ),
    "lmdeploy": (
        """
from lmdeploy import pipeline
pipe = pipeline("internlm/internlm2_5-7b-chat")
""",
        ["2 model:huggingface/internlm/internlm2_5-7b-chat"],
        """
from sklearn.pipeline import pipeline
pipe = pipeline("internlm/internlm2_5-7b-chat")
""",
    ),
    "mistralai": (
        """
from mistralai import Mistral
client = Mistral(api_key="k")
client.chat.complete(model="mistral-large-latest", messages=[])
""",
        ["3 service:mistral/mistral-large-latest"],
        """
from climate import Mistral
Mistral().chat.complete("mistral-large-latest")
""",
    ),
    "mlx-lm": (
        """
from mlx_lm import load, generate
model, tokenizer = load("mlx-community/Llama-3.2-3B-Instruct-4bit")
""",
        ["2 model:huggingface/mlx-community/Llama-3.2-3B-Instruct-4bit"],
        """
from yaml import load
config = load("mlx-community/Llama-3.2-3B-Instruct-4bit")
""",
    ),
    "nemo": (
        """
import nemo.collections.asr as nemo_asr
model = nemo_asr.models.ASRModel.from_pretrained(model_name="nvidia/parakeet-tdt-0.6b-v2")
""",
        ["2 model:huggingface/nvidia/parakeet-tdt-0.6b-v2"],
        """
from aquarium import nemo
fish = nemo.find("nvidia/parakeet-tdt-0.6b-v2")
""",
    ),
    "ollama": (
        """
import ollama
ollama.chat(model="llama3.1", messages=[])
""",
        ["2 model:ollama/llama3.1"],
        """
from farm import ollama
ollama.feed(model="llama3.1")
""",
    ),
    "open-clip": (
        """
import open_clip
model, _, preprocess = open_clip.create_model_and_transforms("ViT-B-32", pretrained="laion2b_s34b_b79k")
hub = open_clip.create_model_from_pretrained("hf-hub:laion/CLIP-ViT-B-32-laion2B-s34B-b79K")
""",
        ["2 model:open-clip/ViT-B-32", "3 model:huggingface/laion/CLIP-ViT-B-32-laion2B-s34B-b79K"],
        """
import open_clip
names = open_clip.list_pretrained()
""",
    ),
    "openai": (
        """
from openai import OpenAI
client = OpenAI()
client.chat.completions.create(model="gpt-4o", messages=[])
""",
        ["3 service:openai/gpt-4o"],
        """
from openai import OpenAI
client = OpenAI(organization="gpt-4o")
""",
    ),
    "optimum": (
        """
from optimum.onnxruntime import ORTModelForSequenceClassification
model = ORTModelForSequenceClassification.from_pretrained("distilbert-base-uncased-finetuned-sst-2-english", export=True)
""",
        ["2 model:huggingface/distilbert/distilbert-base-uncased-finetuned-sst-2-english"],
        """
from optimum.onnxruntime import ORTModelForSequenceClassification
model = ORTModelForSequenceClassification.from_pretrained("./onnx")
""",
    ),
    "outlines": (
        """
import outlines
model = outlines.models.transformers("microsoft/Phi-3-mini-4k-instruct")
""",
        ["2 model:huggingface/microsoft/Phi-3-mini-4k-instruct"],
        """
import outlines
generator = outlines.Generator("microsoft/Phi-3-mini-4k-instruct")
""",
    ),
    "paddleocr": (
        """
from paddleocr import PaddleOCR
ocr = PaddleOCR(use_angle_cls=True, lang="en")
named = PaddleOCR(text_recognition_model_name="PP-OCRv5_mobile_rec", ocr_version="PP-OCRv4")
""",
        ["2 model:paddleocr/PP-OCRv5 (implied)", "3 model:paddleocr/PP-OCRv5_mobile_rec", "3 model:paddleocr/PP-OCRv4"],
        """
from paddleocr import draw_ocr
draw_ocr(image, boxes, "PP-OCRv4")
""",
    ),
    "peft": (
        """
from peft import PeftModel
model = PeftModel.from_pretrained(base, "tloen/alpaca-lora-7b")
""",
        ["2 model:huggingface/tloen/alpaca-lora-7b"],
        """
from peft import LoraConfig
config = LoraConfig(r=8, target_modules=["q_proj"])
""",
    ),
    "presidio": (
        """
from presidio_analyzer.nlp_engine import NlpEngineProvider
from presidio_analyzer import AnalyzerEngine
provider = NlpEngineProvider(nlp_configuration={"models": [{"lang_code": "en", "model_name": "en_core_web_sm"}]})
analyzer = AnalyzerEngine()
""",
        ["3 model:spacy/en_core_web_sm", "4 model:spacy/en_core_web_lg (implied)"],
        """
from presidio_anonymizer import AnonymizerEngine
engine = AnonymizerEngine()
""",
    ),
    "pyannote-audio": (
        """
from pyannote.audio import Pipeline
pipeline = Pipeline.from_pretrained("pyannote/speaker-diarization-3.1", use_auth_token=token)
""",
        ["2 model:huggingface/pyannote/speaker-diarization-3.1"],
        """
from sklearn.pipeline import Pipeline
pipeline = Pipeline([("pyannote/speaker-diarization-3.1", None)])
""",
    ),
    "pydantic-ai": (
        """
from pydantic_ai import Agent
agent = Agent("openai:gpt-4o", system_prompt="hi")
other = Agent("google-gla:gemini-1.5-flash")
""",
        ["2 service:openai/gpt-4o", "3 service:gemini-api/gemini-1.5-flash"],
        """
from pydantic import BaseModel
class Agent(BaseModel):
    model: str = "openai:gpt-4o"
""",
    ),
    "rembg": (
        """
from rembg import new_session, remove
session = new_session("isnet-general-use")
output = remove(image)
""",
        ["2 model:rembg/isnet-general-use", "3 model:rembg/u2net (implied)"],
        """
from os import remove
remove("isnet-general-use")
""",
    ),
    "replicate": (
        """
import replicate
output = replicate.run("black-forest-labs/flux-schnell", input={"prompt": "p"})
""",
        ["2 service:replicate/black-forest-labs/flux-schnell"],
        """
import subprocess
subprocess.run("black-forest-labs/flux-schnell")
""",
    ),
    "segment-anything": (
        """
from segment_anything import build_sam_vit_h
sam = build_sam_vit_h(checkpoint="sam_vit_h_4b8939.pth")
""",
        ["2 model:segment-anything/sam_vit_h"],
        """
from segment_anything import build_sam_vit_h
sam = build_sam_vit_h()
""",
    ),
    "semantic-kernel": (
        """
from semantic_kernel.connectors.ai.open_ai import OpenAIChatCompletion
service = OpenAIChatCompletion(ai_model_id="gpt-4o")
""",
        ["2 service:openai/gpt-4o"],
        """
from semantic_kernel import Kernel
kernel = Kernel()
""",
    ),
    "sentence-transformers": (
        """
from sentence_transformers import SentenceTransformer
model = SentenceTransformer("all-MiniLM-L6-v2")
""",
        ["2 model:huggingface/sentence-transformers/all-MiniLM-L6-v2"],
        """
from sentence_transformers import SentenceTransformer
model = SentenceTransformer(modules=[word, pooling])
""",
    ),
    "setfit": (
        """
from setfit import SetFitModel
model = SetFitModel.from_pretrained("sentence-transformers/paraphrase-mpnet-base-v2")
""",
        ["2 model:huggingface/sentence-transformers/paraphrase-mpnet-base-v2"],
        """
from setfit import sample_dataset
sample_dataset("sentence-transformers/paraphrase-mpnet-base-v2")
""",
    ),
    "sglang": (
        """
import sglang as sgl
llm = sgl.Engine(model_path="meta-llama/Meta-Llama-3.1-8B-Instruct")
""",
        ["2 model:huggingface/meta-llama/Llama-3.1-8B-Instruct"],
        """
from sqlalchemy import Engine
engine = Engine(model_path="meta-llama/Meta-Llama-3.1-8B-Instruct")
""",
    ),
    "silero-vad": (
        """
from silero_vad import load_silero_vad
vad = load_silero_vad()
""",
        ["2 model:github/snakers4/silero-vad (implied)"],
        """
def load_silero_vad():
    return None
vad = load_silero_vad()
""",
    ),
    "smolagents": (
        """
from smolagents import CodeAgent, InferenceClientModel, LiteLLMModel
model = InferenceClientModel(model_id="Qwen/Qwen2.5-Coder-32B-Instruct")
other = LiteLLMModel(model_id="anthropic/claude-3-5-sonnet-20240620")
""",
        [
            "2 service:huggingface-inference/Qwen/Qwen2.5-Coder-32B-Instruct",
            "3 service:anthropic/claude-3-5-sonnet-20240620",
        ],
        """
from smolagents import CodeAgent
agent = CodeAgent(tools=[], model=None)
""",
    ),
    "spacy": (
        """
import spacy
nlp = spacy.load("en_core_web_sm")
""",
        ["2 model:spacy/en_core_web_sm"],
        """
import spacy
nlp = spacy.blank("en")
saved = spacy.load("./training/model-best")
""",
    ),
    "speechbrain": (
        """
from speechbrain.inference.speaker import EncoderClassifier
classifier = EncoderClassifier.from_hparams(source="speechbrain/spkrec-ecapa-voxceleb", savedir="pretrained")
""",
        ["2 model:huggingface/speechbrain/spkrec-ecapa-voxceleb"],
        """
from speechbrain.inference.speaker import EncoderClassifier
classifier = EncoderClassifier.from_hparams(source="./results/best")
""",
    ),
    "stanza": (
        """
import stanza
nlp = stanza.Pipeline("de", processors="tokenize,ner")
""",
        ["2 model:huggingface/stanfordnlp/stanza-de"],
        """
from poems import stanza
stanza.read("de")
""",
    ),
    "tensorflow-hub": (
        """
import tensorflow_hub as hub
embed = hub.load("https://tfhub.dev/google/universal-sentence-encoder/4")
""",
        ["2 model:tfhub/google/universal-sentence-encoder/4"],
        """
import tensorflow_hub as hub
embed = hub.load("./saved")
""",
    ),
    "tiktoken": (
        """
import tiktoken
encoding = tiktoken.encoding_for_model("gpt-4o")
""",
        ["2 service:openai/gpt-4o"],
        """
import tiktoken
encoding = tiktoken.get_encoding("cl100k_base")
""",
    ),
    "timm": (
        """
import timm
model = timm.create_model("vit_base_patch16_224", pretrained=True)
hub = timm.create_model("hf_hub:timm/resnet50.a1_in1k", True)
""",
        ["2 model:timm/vit_base_patch16_224", "3 model:huggingface/timm/resnet50.a1_in1k"],
        """
import timm
model = timm.create_model("resnet50", pretrained=False)
bare = timm.create_model("resnet18")
""",
    ),
    "together": (
        """
from together import Together
client = Together()
client.chat.completions.create(model="meta-llama/Llama-3-8b-chat-hf", messages=[])
""",
        ["3 service:together/meta-llama/Llama-3-8b-chat-hf"],
        """
from together import Together
files = Together().files.list()
""",
    ),
    "torch-hub": (
        """
import torch
model, utils = torch.hub.load("snakers4/silero-vad", "silero_vad")
""",
        ["2 model:github/snakers4/silero-vad"],
        """
import torch
model = torch.hub.load("./yolov5", "custom", source="local")
state = torch.load("model.pt")
""",
    ),
    "torchaudio": (
        """
import torchaudio
bundle = torchaudio.pipelines.WAV2VEC2_ASR_BASE_960H
model = bundle.get_model()
""",
        ["3 model:torchaudio/WAV2VEC2_ASR_BASE_960H"],
        """
import torchaudio
wave, rate = torchaudio.load("a.wav")
""",
    ),
    "torchvision": (
        """
from torchvision import models
net = models.resnet50(weights=models.ResNet50_Weights.IMAGENET1K_V2)
old = models.vgg16(pretrained=True)
""",
        ["2 model:torchvision/resnet50", "3 model:torchvision/vgg16"],
        """
from torchvision import models
net = models.resnet50(weights=None)
old = models.vgg16()
""",
    ),
    "transformers": (
        """
from transformers import AutoModelForCausalLM, pipeline
model = AutoModelForCausalLM.from_pretrained("meta-llama/Llama-3.1-8B-Instruct")
pipe = pipeline("text-generation", model="gpt2")
""",
        ["2 model:huggingface/meta-llama/Llama-3.1-8B-Instruct", "3 model:huggingface/openai-community/gpt2"],
        """
from transformers import AutoModelForCausalLM, TrainingArguments
model = AutoModelForCausalLM.from_pretrained("./results/checkpoint-500")
args = TrainingArguments(output_dir="gpt2")
""",
    ),
    "trl": (
        """
from trl import SFTTrainer
trainer = SFTTrainer(model="facebook/opt-350m", train_dataset=data)
""",
        ["2 model:huggingface/facebook/opt-350m"],
        """
from gym import SFTTrainer
trainer = SFTTrainer(model="facebook/opt-350m")
""",
    ),
    "ultralytics": (
        """
from ultralytics import YOLO
model = YOLO("yolov8n.pt")
""",
        ["2 model:ultralytics/yolov8n"],
        """
from ultralytics import YOLO
model = YOLO("runs/detect/train/weights/best.pt")
built = YOLO("yolov8n.yaml")
""",
    ),
    "unsloth": (
        """
from unsloth import FastLanguageModel
model, tokenizer = FastLanguageModel.from_pretrained(model_name="unsloth/llama-3-8b-bnb-4bit", max_seq_length=2048)
""",
        ["2 model:huggingface/unsloth/llama-3-8b-bnb-4bit"],
        """
from unsloth import is_bfloat16_supported
flag = is_bfloat16_supported()
""",
    ),
    "vertexai": (
        """
from vertexai.generative_models import GenerativeModel
from vertexai.language_models import TextEmbeddingModel
model = GenerativeModel("gemini-1.5-pro-001")
embedding = TextEmbeddingModel.from_pretrained("textembedding-gecko@001")
""",
        [
            "3 library:pypi/vertexai (implied)",
            "3 service:vertex/gemini-1.5-pro-001",
            "4 library:pypi/vertexai (implied)",
            "4 service:vertex/textembedding-gecko@001",
        ],
        """
import vertexai
vertexai.init(project="gemini-1.5-pro-001", location="us-central1")
""",
    ),
    "vllm": (
        """
from vllm import LLM
llm = LLM(model="facebook/opt-125m")
""",
        ["2 model:huggingface/facebook/opt-125m"],
        """
from law import LLM
degree = LLM(model="facebook/opt-125m")
""",
    ),
    "voyageai": (
        """
import voyageai
vo = voyageai.Client()
result = vo.embed(["text"], model="voyage-3", input_type="document")
""",
        ["3 service:voyage/voyage-3"],
        """
import voyageai
vo = voyageai.Client(api_key="voyage-3")
""",
    ),
    "whisper": (
        """
import whisper
model = whisper.load_model("base")
""",
        ["2 model:huggingface/openai/whisper-base"],
        """
from ghosts import whisper
model = whisper.load_model("base")
""",
    ),
    "whisper-timestamped": (
        """
import whisper_timestamped as whisper
model = whisper.load_model("tiny", device="cpu")
""",
        ["2 model:huggingface/openai/whisper-tiny"],
        """
import whisper_timestamped as whisper
audio = whisper.load_audio("tiny")
""",
    ),
    "whisperx": (
        """
import whisperx
model = whisperx.load_model("large-v2", device, compute_type="float16")
""",
        ["2 model:huggingface/Systran/faster-whisper-large-v2"],
        """
import whisperx
audio = whisperx.load_audio("large-v2")
""",
    ),
    "xai-sdk": (
        """
from xai_sdk import Client
chat = Client().chat.create(model="grok-3")
""",
        ["2 service:xai/grok-3"],
        """
from xai_sdk import Client
client = Client(api_key="grok-3")
""",
    ),
}
"""table → a positive, its occurrences by line, and a negative twin"""


def _seen(text: str) -> list[str]:
    return [each.removeprefix("app.py:") for each in uses({"app.py": text.lstrip()})]


@pytest.mark.parametrize("table", sorted(CASES))
def test_a_call_as_repositories_write_it(table: str) -> None:
    positive, expected, _ = CASES[table]
    assert _seen(positive) == expected


@pytest.mark.parametrize("table", sorted(CASES))
def test_what_only_looks_like_it(table: str) -> None:
    _, _, negative = CASES[table]
    assert _seen(negative) == []


def test_every_table_has_a_case() -> None:
    text = "".join(positive for positive, _, _ in CASES.values())
    assert len(CASES) == len(knowledge().call_sites("python"))
    assert not [record.library for record in knowledge().call_sites("python") if not _is_called(record.modules, text)]


def _is_called(modules: tuple[str, ...], text: str) -> bool:
    return any(module in text or module.replace(".", " import ") in text for module in modules)

from pydantic_settings import BaseSettings


class LLMSettings(BaseSettings):
    provider: str = "together"
    llm_model_name: str = "meta-llama/Llama-4-Maverick-17B-128E-Instruct-FP8"


settings = LLMSettings()

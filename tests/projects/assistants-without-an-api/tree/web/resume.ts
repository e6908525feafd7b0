import OpenAI from "openai";

const openai = new OpenAI();

export async function review(file: string) {
  const assistant = await openai.beta.assistants.create({
    name: "Resume review",
    model: "gpt-4.1",
    tools: [{ type: "file_search" }],
  });
  return assistant.id;
}

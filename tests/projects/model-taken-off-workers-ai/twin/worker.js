export default {
  async fetch(request, env) {
    return Response.json(await env.AI.run("@cf/meta/llama-3.1-8b-instruct-fast", { prompt: "hello" }));
  },
};

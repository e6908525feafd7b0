package com.acme.chat

import com.aallam.openai.api.completion.CompletionRequest
import com.aallam.openai.api.model.ModelId
import com.aallam.openai.client.OpenAI

private const val MODEL = "text-davinci-003"

suspend fun answer(client: OpenAI, question: String): String {
    val request = CompletionRequest(model = ModelId(MODEL), prompt = question)
    return client.completion(request).choices.first().text
}

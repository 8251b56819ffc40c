package io.azimuth.bootstrap.client.azure;

import io.azimuth.bootstrap.client.ApiReply;
import io.azimuth.bootstrap.client.ClientException;
import io.azimuth.bootstrap.client.ClientJson;
import io.azimuth.bootstrap.client.HttpExchange;
import io.azimuth.domain.secret.SecretText;
import io.azimuth.domain.text.Quoted;
import io.azimuth.spi.api.Value;

/** Reads the responses of token endpoints. */
final class TokenAnswer {

  private TokenAnswer() {}

  /** The token. For a refusal, the exception contains the endpoint's own error. */
  static SecretText read(HttpExchange.Answer answer, String who) {
    return ApiReply.text(members(answer, who), "access_token")
        .filter(text -> !text.isBlank())
        .map(SecretText::of)
        .orElseThrow(() -> new ClientException(who + " gave an answer without a token"));
  }

  /** The members of a success. For a refusal, the exception contains the endpoint's own error. */
  static Value.Obj members(HttpExchange.Answer answer, String who) {
    Value.Obj body = object(answer);
    if (answer.status() != 200) {
      throw new ClientException(refusal(answer.status(), body, who));
    }
    return body;
  }

  /** The response's JSON object, empty if it is not one. */
  static Value.Obj object(HttpExchange.Answer answer) {
    return ClientJson.parse(answer.body())
        .filter(Value.Obj.class::isInstance)
        .map(Value.Obj.class::cast)
        .orElse(Value.Obj.EMPTY);
  }

  private static String refusal(int status, Value.Obj body, String who) {
    String code = ApiReply.text(body, "error").orElse("");
    String text =
        ApiReply.text(body, "error_description").orElse("").lines().findFirst().orElse("");
    String said = Quoted.escape((code.isEmpty() ? "" : code + ": ") + text);
    return "%s answered %d%s".formatted(who, status, said.isBlank() ? "" : ": " + said);
  }
}

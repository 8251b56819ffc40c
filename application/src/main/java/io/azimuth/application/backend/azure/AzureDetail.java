package io.azimuth.application.backend.azure;

import io.azimuth.application.port.azure.AzureAnswer;

/** What an operator reads of an answer that is not the wished one. */
final class AzureDetail {

  private AzureDetail() {}

  static String of(AzureAnswer<?> answer) {
    if (answer instanceof AzureAnswer.Refused<?> refused) {
      return refused.detail();
    }
    if (answer instanceof AzureAnswer.Unavailable<?> unavailable) {
      return unavailable.detail();
    }
    return answer instanceof AzureAnswer.Uncertain<?> uncertain ? uncertain.detail() : "";
  }
}

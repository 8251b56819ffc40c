package io.azimuth.product.binding;

import java.util.List;

/** What a server can decide about a request with a token that may be bound to a certificate. */
enum BindingDecision {
  GRANTED,
  NOT_PROVED,
  NOT_UNDERSTOOD,
  /** 403 without such a reason, as for a request without a token. */
  DENIED,
  /** 400: it is not clear which certificate a proxy names. */
  UNCLEAR,
  /** There is no connection, or it is closed. */
  CLOSED,
  /** Something that no case expects. */
  UNEXPECTED;

  private static final List<Integer> GOOD = List.of(200, 204);

  /** The decision that an answer shows. */
  static BindingDecision of(MatrixConnection.Answer answer) {
    if (GOOD.contains(answer.status())) {
      return GRANTED;
    }
    if (answer.status() == 400) {
      return UNCLEAR;
    }
    if (answer.status() == 403 && answer.body().contains("[binding_not_proved]")) {
      return NOT_PROVED;
    }
    if (answer.status() == 403 && answer.body().contains("[binding_not_understood]")) {
      return NOT_UNDERSTOOD;
    }
    return answer.status() == 403 ? DENIED : UNEXPECTED;
  }
}

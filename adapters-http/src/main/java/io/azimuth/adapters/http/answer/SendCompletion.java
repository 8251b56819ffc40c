package io.azimuth.adapters.http.answer;

import io.undertow.io.IoCallback;
import io.undertow.io.Sender;
import io.undertow.server.HttpServerExchange;
import java.io.IOException;

/** Ends the exchange, and runs a task if every byte of the answer was sent. */
final class SendCompletion implements IoCallback {

  private final Runnable sent;

  SendCompletion(Runnable sent) {
    this.sent = sent;
  }

  @Override
  public void onComplete(HttpServerExchange exchange, Sender sender) {
    whenSent(exchange, sent);
    IoCallback.END_EXCHANGE.onComplete(exchange, sender);
  }

  /** Runs the task at the end of the exchange if every byte of the answer was sent. */
  static void whenSent(HttpServerExchange exchange, Runnable sent) {
    exchange.addExchangeCompleteListener(
        (done, next) -> {
          if (done.isResponseComplete() && done.getConnection().isOpen()) {
            sent.run();
          }
          next.proceed();
        });
  }

  @Override
  public void onException(HttpServerExchange exchange, Sender sender, IOException exception) {
    IoCallback.END_EXCHANGE.onException(exchange, sender, exception);
  }
}

package io.azimuth.bootstrap.command.client.operator;

import io.azimuth.bootstrap.client.ApiCall;
import io.azimuth.bootstrap.command.client.session.ClientContext;
import io.azimuth.bootstrap.command.client.session.ClientOptions;
import io.azimuth.bootstrap.command.client.session.ClientSession;
import io.azimuth.domain.secret.SecretText;
import io.azimuth.spi.api.Value;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code azimuth operator unseal}. */
@Command(name = "unseal", description = "Enter one key share. Exit code 2: more are needed.")
public final class OperatorUnsealCommand implements Callable<Integer> {

  private final ClientContext context;

  @Mixin private ClientOptions options;

  @Option(names = "--reset", description = "Forget the shares that were entered so far.")
  private boolean reset;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "KEY",
      description =
          "The share; asked for, or read from standard input, when it is absent, so that it "
              + "stands in no history of commands.")
  private @Nullable String key;

  /** Creates the command for this context. */
  public OperatorUnsealCommand(ClientContext context) {
    this.context = context;
    this.options = new ClientOptions(context);
  }

  @Override
  public Integer call() {
    ClientSession session = options.open();
    Value.Builder body = Value.Obj.builder();
    if (reset) {
      body.put("reset", true);
    } else {
      session.requirePrivate("the key share");
      body.put("key", share().expose());
    }
    return SealStatusReport.of(
            session,
            session.sendAnonymously("Error unsealing", ApiCall.put("sys/unseal", body.build())))
        .print();
  }

  private SecretText share() {
    boolean piped = key == null || key.equals("-");
    return piped
        ? context.input().secret("Unseal key (hidden)")
        : SecretText.of(String.valueOf(key));
  }
}

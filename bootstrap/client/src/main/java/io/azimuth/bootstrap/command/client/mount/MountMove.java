package io.azimuth.bootstrap.command.client.mount;

import io.azimuth.bootstrap.client.ApiCall;
import io.azimuth.bootstrap.client.ApiReply;
import io.azimuth.bootstrap.client.ClientException;
import io.azimuth.bootstrap.command.client.session.ClientContext;
import io.azimuth.bootstrap.command.client.session.ClientSession;
import io.azimuth.spi.api.Value;
import java.time.Duration;

/** Moves a mount and waits until the server has done it. */
public final class MountMove {

  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final int ATTEMPTS = 300;

  private final ClientContext context;
  private final ClientSession session;

  public MountMove(ClientContext context, ClientSession session) {
    this.context = context;
    this.session = session;
  }

  /**
   * Moves the mount.
   *
   * @param from its path, with {@code auth/} for an auth method
   * @param to its new path
   * @throws ClientException if the server refuses it, fails, or takes longer than five minutes
   */
  public void run(String from, String to) {
    String what = "Error moving " + from + "/ to " + to + "/";
    Value body = Value.Obj.builder().put("from", from).put("to", to).build();
    ApiReply begun = session.send(what, ApiCall.post("sys/remount", body));
    session.printer().warnings(begun);
    ApiReply.text(begun.data(), "migration_id").ifPresent(id -> await(what, id));
    session.printer().done("Success! Moved " + from + "/ to " + to + "/");
  }

  private void await(String what, String id) {
    ApiCall question = ApiCall.get("sys/remount/status/" + id);
    for (int i = 0; i < ATTEMPTS; i++) {
      String status = status(session.send(what, question));
      if (status.equals("failure")) {
        throw new ClientException(
            what + ": the server could not finish it; its log has the reason");
      }
      if (!status.equals("in-progress")) {
        return;
      }
      pause();
    }
    throw new ClientException(
        what + ": still running; its status: azimuth read sys/remount/status/" + id);
  }

  private static String status(ApiReply reply) {
    return ApiReply.object(reply.data(), "migration_info")
        .flatMap(info -> ApiReply.text(info, "status"))
        .orElse("");
  }

  private void pause() {
    try {
      context.pause().sleep(PAUSE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ClientException("interrupted", e);
    }
  }
}

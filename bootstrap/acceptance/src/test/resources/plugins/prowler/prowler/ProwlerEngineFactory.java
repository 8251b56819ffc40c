package prowler;

import io.azimuth.domain.mount.Mount;
import io.azimuth.spi.Backend;
import io.azimuth.spi.PluginSettings;
import io.azimuth.spi.SecretsEngine;
import io.azimuth.spi.SecretsEngineContext;
import io.azimuth.spi.SecretsEngineFactory;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Operation;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.route.Access;
import io.azimuth.spi.route.AfterCommit;
import io.azimuth.spi.route.Field;
import io.azimuth.spi.route.Route;
import io.azimuth.spi.storage.MountTransaction;
import java.util.AbstractList;
import java.util.List;
import java.util.Map;

/** Makes a secrets engine of the same type as the auth method. */
public final class ProwlerEngineFactory implements SecretsEngineFactory {

  @Override
  public String type() {
    return "prowler";
  }

  @Override
  public void validate(PluginSettings settings) {}

  @Override
  public SecretsEngine create(PluginSettings settings, SecretsEngineContext context) {
    return new Engine(context);
  }

  private static final class Engine implements SecretsEngine {

    private final SecretsEngineContext context;

    private final Backend backend =
        new Backend() {

          private final Field<String> text = Field.text("text", "A text.");

          @Override
          public String type() {
            return "prowler";
          }

          @Override
          public List<Route> routes() {
            return List.of(
                Route.on(Operation.WRITE, "note")
                    .access(Access.AUTHORIZED)
                    .fields(text)
                    .existence(call -> call.storage().get("note").isPresent())
                    .handle(
                        call -> {
                          call.storage()
                              .put(
                                  "note",
                                  Value.Obj.builder()
                                      .put("text", call.fields().value(text))
                                      .build());
                          return new Answer.Empty();
                        }),
                Route.on(Operation.READ, "note")
                    .access(Access.AUTHORIZED)
                    .handle(
                        call ->
                            call.storage()
                                .get("note")
                                .map(Answer::data)
                                .orElseGet(Answer.NotFound::new)));
          }
        };

    private Engine(SecretsEngineContext context) {
      this.context = context;
    }

    @Override
    public String type() {
      return "prowler";
    }

    @Override
    public void disabled(Mount mount, MountTransaction transaction, AfterCommit afterCommit) {
      boolean noted = transaction.storage().get("note").isPresent();
      afterCommit.onSettled(
          () -> context.plugin().logger().info("{} goes, noted={}", mount.path(), noted));
    }

    @Override
    public List<Backend> backends() {
      return List.of(backend);
    }

    @Override
    public Backend backendFor(Map<String, String> options) {
      return backend;
    }

    @Override
    public void check(Map<String, String> options) {}

    @Override
    public List<String> change(
        Mount mount, Map<String, String> options, MountTransaction transaction) {
      return new AbstractList<>() { // says who reads it

        @Override
        public String get(int index) {
          return Thread.currentThread().getName();
        }

        @Override
        public int size() {
          return 1;
        }
      };
    }
  }
}

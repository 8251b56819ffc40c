package io.azimuth.application.system.policies;

import static io.azimuth.application.route.CoreHandler.core;

import io.azimuth.application.port.store.Credential;
import io.azimuth.application.route.CoreCall;
import io.azimuth.application.token.TokenAuthority;
import io.azimuth.domain.policy.acl.Acl;
import io.azimuth.domain.secret.SecretText;
import io.azimuth.domain.token.Accessor;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Operation;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.route.Access;
import io.azimuth.spi.route.AnswerSchema;
import io.azimuth.spi.route.Field;
import io.azimuth.spi.route.Rendering;
import io.azimuth.spi.route.Route;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** The capabilities of a token on given paths. */
@Singleton
final class CapabilityRoutes {

  private static final Field<String> TOKEN = Field.text("token", "the token that is meant");
  private static final Field<String> ACCESSOR =
      Field.text("accessor", "the accessor of the token that is meant");
  private static final Field<List<String>> PATHS = Field.list("paths", "the paths");
  private static final Field<List<String>> PATH =
      Field.list("path", "the same, as it was called once").oldNameOf(PATHS);

  /** Every token may ask: the answer and its audit record are as large as the request. */
  private static final int MAX_BODY = 64 << 10;

  private static final int MAX_PATHS = 500;

  private final TokenAuthority authority;

  @Inject
  CapabilityRoutes(TokenAuthority authority) {
    this.authority = authority;
  }

  List<Route> routes() {
    return List.of(
        Route.on(Operation.WRITE, "capabilities")
            .access(Access.AUTHORIZED)
            .summary("Say what a token may do at paths")
            .bodyLimit(MAX_BODY)
            .rendering(Rendering.DATA_AT_ROOT)
            .fields(TOKEN, PATHS, PATH)
            .answers(AnswerSchema.data())
            .handle(core(this::ofToken)),
        Route.on(Operation.WRITE, "capabilities-accessor")
            .access(Access.AUTHORIZED)
            .summary("Say what the token of an accessor may do at paths")
            .bodyLimit(MAX_BODY)
            .rendering(Rendering.DATA_AT_ROOT)
            .fields(ACCESSOR, PATHS, PATH)
            .answers(AnswerSchema.data())
            .handle(core(this::ofAccessor)),
        Route.on(Operation.WRITE, "capabilities-self")
            .access(Access.AUTHORIZED)
            .summary("Say what the token that is sent may do at paths")
            .bodyLimit(MAX_BODY)
            .rendering(Rendering.DATA_AT_ROOT)
            .fields(PATHS, PATH)
            .answers(AnswerSchema.data())
            .handle(core(call -> answer(call.requiredCaller().acl(), paths(call)))));
  }

  private Answer ofToken(CoreCall call) {
    List<String> paths = paths(call);
    SecretText token = SecretText.of(call.fields().value(TOKEN));
    if (token.isEmpty()) {
      throw RefusedException.invalid("missing token");
    }
    return answer(call, authority.valid(call.work(), token, call.now()), paths, "invalid token");
  }

  private Answer ofAccessor(CoreCall call) {
    List<String> paths = paths(call);
    String text = call.fields().value(ACCESSOR);
    if (text.isEmpty()) {
      throw RefusedException.invalid("missing accessor");
    }
    Optional<Credential> found =
        Accessor.parse(text)
            .flatMap(accessor -> authority.withAccessor(call.work(), accessor, call.now()));
    return answer(call, found, paths, "invalid accessor");
  }

  // The same work whether the token exists or not, so that the time reveals nothing.
  private Answer answer(
      CoreCall call, Optional<Credential> found, List<String> paths, String error) {
    Acl acl = found.map(one -> authority.acl(call.work(), one)).orElseGet(() -> nobody(call));
    Answer answer = answer(acl, paths);
    if (found.isEmpty()) {
      throw RefusedException.invalid(error);
    }
    return answer;
  }

  private Acl nobody(CoreCall call) {
    return authority.acl(call.work(), call.requiredCaller().credential());
  }

  private static List<String> paths(CoreCall call) {
    List<String> paths = call.fields().value(PATHS);
    List<String> all = paths.isEmpty() ? call.fields().value(PATH) : paths;
    if (all.isEmpty() || all.stream().allMatch(String::isEmpty)) {
      throw RefusedException.invalid("paths must be supplied");
    }
    if (all.size() > MAX_PATHS) {
      throw RefusedException.invalid("at most " + MAX_PATHS + " paths at once");
    }
    return all;
  }

  private static Answer answer(Acl acl, List<String> paths) {
    Value.Builder data = Value.Obj.builder();
    for (String path : paths) {
      data.put(path, acl.capabilities(bare(path)));
    }
    if (paths.size() == 1) {
      data.put("capabilities", acl.capabilities(bare(paths.get(0))));
    }
    return Answer.data(data.build());
  }

  private static String bare(String path) {
    return path.startsWith("/") ? path.substring(1) : path;
  }
}

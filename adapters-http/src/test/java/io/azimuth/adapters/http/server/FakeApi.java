package io.azimuth.adapters.http.server;

import io.azimuth.application.api.Api;
import io.azimuth.application.api.ApiResponse;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.ApiRequest;
import io.azimuth.spi.api.BodyLimit;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.route.Rendering;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** Records what reaches the application, and answers as the test sets it. */
public final class FakeApi implements Api {

  static final int BODY_LIMIT = 256 * 1024;

  private final List<ApiRequest> requests = new CopyOnWriteArrayList<>();
  private final List<Value.Obj> bodies = new CopyOnWriteArrayList<>();
  private final List<Value.Obj> arrived = new CopyOnWriteArrayList<>();
  private volatile Function<ApiRequest, CompletionStage<ApiResponse>> behaviour =
      request -> plain(request, Answer.data(Value.Obj.EMPTY));

  public void answers(Answer answer) {
    answers(answer, Rendering.PLAIN);
  }

  void answers(Answer answer, Rendering rendering) {
    does(
        request ->
            CompletableFuture.completedFuture(
                new ApiResponse(request.id(), answer, "test", rendering)));
  }

  /** Looks whether each body has arrived, reads it as a handler does, and answers 204. */
  public void readsBodies() {
    readsBodies(BODY_LIMIT);
  }

  public void readsBodies(int limit) {
    readsBodies(new BodyLimit(limit, 50_000));
  }

  public void readsBodies(BodyLimit limit) {
    does(
        request -> {
          request.body().arrived().ifPresent(arrived::add);
          try {
            bodies.add(request.body().read(limit));
            return plain(request, new Answer.Empty());
          } catch (RefusedException e) {
            return plain(request, new Answer.Refused(e.refusal()));
          }
        });
  }

  public void does(Function<ApiRequest, CompletionStage<ApiResponse>> newBehaviour) {
    behaviour = newBehaviour;
  }

  public static CompletionStage<ApiResponse> plain(ApiRequest request, Answer answer) {
    return CompletableFuture.completedFuture(response(request, answer));
  }

  public static ApiResponse response(ApiRequest request, Answer answer) {
    return new ApiResponse(request.id(), answer, "test", Rendering.PLAIN);
  }

  public List<ApiRequest> requests() {
    return requests;
  }

  public ApiRequest onlyRequest() {
    if (requests.size() != 1) {
      throw new AssertionError("requests: " + requests.size());
    }
    return requests.get(0);
  }

  /** The bodies that had arrived before they were read. */
  public List<Value.Obj> arrived() {
    return arrived;
  }

  public Value.Obj onlyBody() {
    if (bodies.size() != 1) {
      throw new AssertionError("bodies: " + bodies.size());
    }
    return bodies.get(0);
  }

  @Override
  public CompletionStage<ApiResponse> handle(ApiRequest request) {
    Function<ApiRequest, CompletionStage<ApiResponse>> present = behaviour;
    requests.add(request); // a test that sees it may set another behaviour
    return present.apply(request);
  }
}

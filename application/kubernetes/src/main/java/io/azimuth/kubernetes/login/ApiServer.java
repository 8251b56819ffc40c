package io.azimuth.kubernetes.login;

import io.azimuth.domain.claim.UnverifiedToken;
import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.domain.kubernetes.KubernetesCheckName;
import io.azimuth.domain.kubernetes.KubernetesDenial;
import io.azimuth.domain.kubernetes.KubernetesLoginPolicy;
import io.azimuth.domain.kubernetes.ServiceAccount;
import io.azimuth.domain.kubernetes.TokenReviewStatus;
import io.azimuth.domain.login.LoginCheck;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.remote.Awaited;
import io.azimuth.spi.remote.CallLimit;
import io.azimuth.spi.route.Call;
import io.azimuth.spi.route.CallInput;
import io.azimuth.spi.web.JsonDocument;
import io.azimuth.spi.web.WebAddress;
import io.azimuth.spi.web.WebAnswer;
import io.azimuth.spi.web.WebClient;
import io.azimuth.spi.web.WebRequest;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Asks the API server of a cluster. A token that it refuses is a refused login; whatever keeps it
 * from judging the token is a {@link ServiceException}.
 */
public final class ApiServer {

  private static final String REVIEWS = "/apis/authentication.k8s.io/v1/tokenreviews";
  private static final int MAX_ANSWER = 512 * 1024;

  private static final int OK = 200;
  private static final int CREATED = 201;
  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;
  private static final int NOT_FOUND = 404;
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int SERVER_ERRORS = 500;

  private final WebClient web;
  private final CallLimit limit = new CallLimit(ErrorCode.IDENTITY_PROVIDER_UNAVAILABLE);

  public ApiServer(WebClient web) {
    this.web = web;
  }

  /**
   * Whether it accepts the token for that service account.
   *
   * @param audiences the audiences of the token
   */
  Awaited<ReviewedToken> review(
      Call call,
      ApiAccess access,
      UnverifiedToken token,
      ServiceAccount account,
      List<String> audiences) {
    WebAddress address = access.at(REVIEWS);
    WebRequest request =
        WebRequest.post(
            address, "application/json", JsonDocument.write(question(token, audiences)));
    return send(
            call,
            access,
            request,
            first -> call.once(Review.class, () -> new Review(first.get())).sent())
        .then(answer -> reviewed(access, address, account, audiences, answer));
  }

  private static Value.Obj question(UnverifiedToken token, List<String> audiences) {
    Value.Builder spec = Value.Obj.builder().put("token", token.expose());
    if (!audiences.isEmpty()) {
      spec.put("audiences", audiences);
    }
    return Value.Obj.builder()
        .put("apiVersion", "authentication.k8s.io/v1")
        .put("kind", "TokenReview")
        .put("spec", spec.build())
        .build();
  }

  private ReviewedToken reviewed(
      ApiAccess access,
      WebAddress address,
      ServiceAccount account,
      List<String> audiences,
      WebAnswer answer) {
    boolean own = access.reviewer() == Reviewer.CALLER;
    if (own && answer.status() == UNAUTHORIZED) {
      return refused(KubernetesDenial.REVIEWER_UNAUTHORIZED, answer);
    }
    if (own && answer.status() == FORBIDDEN) {
      return refused(KubernetesDenial.REVIEWER_FORBIDDEN, answer);
    }
    if (answer.status() != OK && answer.status() != CREATED) {
      throw fault(access, address, answer, "create tokenreviews: bind it to system:auth-delegator");
    }
    TokenReviewStatus status =
        ApiAnswers.review(document(address, answer))
            .orElseThrow(() -> unusable(address + " answered with no TokenReview"));
    return new ReviewedToken(
        KubernetesLoginPolicy.review(account, audiences, status, access.reviewer().title()),
        KubernetesLoginPolicy.confirmed(audiences, status));
  }

  private static ReviewedToken refused(KubernetesDenial denial, WebAnswer answer) {
    return new ReviewedToken(
        LoginCheck.failed(
            KubernetesCheckName.TOKEN_REVIEW, denial, "", "status " + answer.status()),
        List.of());
  }

  /** The annotations of the service account; empty when it does not exist any more. */
  Awaited<Optional<Map<String, String>>> annotations(
      Call call, ApiAccess access, ServiceAccount account) {
    WebAddress address = access.at(namespace(account) + "/serviceaccounts/" + account.name());
    return send(
            call,
            access,
            WebRequest.get(address),
            first -> call.once(Reading.class, () -> new Reading(first.get())).sent())
        .then(
            answer ->
                found(
                        access,
                        address,
                        answer,
                        "get serviceaccounts, whose annotations are metadata")
                    .map(ApiAnswers::annotations)
                    .map(it -> it.orElseThrow(() -> isNo("ServiceAccount", address))));
  }

  /** The labels of the account's namespace; empty when it does not exist any more. */
  Awaited<Optional<Map<String, String>>> labels(
      Call call, ApiAccess access, ServiceAccount account) {
    WebAddress address = access.at(namespace(account));
    return send(
            call,
            access,
            WebRequest.get(address),
            first -> call.once(Labels.class, () -> new Labels(first.get())).sent())
        .then(
            answer ->
                found(access, address, answer, "get namespaces, whose labels the role selects")
                    .map(ApiAnswers::labels)
                    .map(it -> it.orElseThrow(() -> isNo("Namespace", address))));
  }

  // Neither name of an account has a character that an address would have to escape.
  private static String namespace(ServiceAccount account) {
    return "/api/v1/namespaces/" + account.namespace();
  }

  private static Optional<Value.Obj> found(
      ApiAccess access, WebAddress address, WebAnswer answer, String right) {
    if (answer.status() == NOT_FOUND) {
      return Optional.empty();
    }
    if (answer.status() != OK) {
      throw fault(access, address, answer, right);
    }
    return Optional.of(document(address, answer));
  }

  private static ServiceException isNo(String kind, WebAddress address) {
    return unusable(address + " answered with no " + kind);
  }

  // A repeated run takes the answer of the first one, unless the configuration changed meanwhile.
  private Awaited<WebAnswer> send(
      CallInput call, ApiAccess access, WebRequest request, Function<Supplier<Sent>, Sent> once) {
    WebRequest authorized = access.authorized(request).limitedTo(MAX_ANSWER);
    Supplier<Sent> begin = () -> new Sent(authorized, begin(call, access, authorized));
    Sent first = once.apply(begin);
    Sent sent = first.request().equals(authorized) ? first : begin.get();
    return Awaited.of(sent.answer(), call.deadline(), ErrorCode.IDENTITY_PROVIDER_UNAVAILABLE);
  }

  private CompletableFuture<WebAnswer> begin(CallInput call, ApiAccess access, WebRequest request) {
    return limit.begin(
        access.server().toString(),
        call.request().client().address(),
        () -> web.send(request, call.deadline().remaining()));
  }

  private static Value.Obj document(WebAddress address, WebAnswer answer) {
    return JsonDocument.parse(answer.body())
        .orElseThrow(() -> unusable(address + " answered with no JSON object"));
  }

  // For the log and for explain: what the operator has to do.
  private static ServiceException fault(
      ApiAccess access, WebAddress address, WebAnswer answer, String right) {
    return switch (answer.status()) {
      case UNAUTHORIZED ->
          unusable(
              address
                  + " refused the reviewer, "
                  + access.reviewer().title()
                  + ": it has expired, or its service account was deleted");
      case FORBIDDEN -> unusable(address + ": " + access.reviewer().title() + " may not " + right);
      default -> {
        boolean passes = answer.status() == TOO_MANY_REQUESTS || answer.status() >= SERVER_ERRORS;
        yield passes
            ? new ServiceException(
                ErrorCode.IDENTITY_PROVIDER_UNAVAILABLE, address + " answered " + answer.status())
            : unusable(
                address
                    + " answered "
                    + answer.status()
                    + ": kubernetes_host is not the address of an API server");
      }
    };
  }

  private static ServiceException unusable(String detail) {
    return new ServiceException(ErrorCode.IDENTITY_PROVIDER_UNUSABLE, detail);
  }

  private record Sent(WebRequest request, CompletableFuture<WebAnswer> answer) {

    Sent {
      Objects.requireNonNull(request, "request");
      Objects.requireNonNull(answer, "answer");
    }
  }

  /** The first review of a request, however often its handler runs. */
  private record Review(Sent sent) {

    Review {
      Objects.requireNonNull(sent, "sent");
    }
  }

  /** The same for the annotations. */
  private record Reading(Sent sent) {

    Reading {
      Objects.requireNonNull(sent, "sent");
    }
  }

  /** The same for the labels. */
  private record Labels(Sent sent) {

    Labels {
      Objects.requireNonNull(sent, "sent");
    }
  }
}

package io.azimuth.adapters.azure.graph;

import com.azure.resourcemanager.authorization.fluent.models.MicrosoftGraphApplicationInner;
import com.azure.resourcemanager.authorization.fluent.models.MicrosoftGraphPasswordCredentialInner;
import io.azimuth.adapters.azure.call.RequestRefusedException;
import io.azimuth.adapters.azure.pipeline.UnusableAnswerException;
import io.azimuth.azure.port.AddedPassword;
import io.azimuth.azure.port.RegisteredApplication;
import io.azimuth.domain.rotation.KnownPassword;
import io.azimuth.domain.secret.SecretText;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads what Graph says of applications, strictly: a password must not be overlooked. */
final class ApplicationReader {

  private ApplicationReader() {}

  /**
   * The application.
   *
   * @throws UnusableAnswerException when it lacks its id or what passwords it has
   */
  static RegisteredApplication application(@Nullable MicrosoftGraphApplicationInner said) {
    if (said == null) {
      throw new UnusableAnswerException("the answer is empty");
    }
    List<MicrosoftGraphPasswordCredentialInner> passwords = said.passwordCredentials();
    if (passwords == null) {
      throw new UnusableAnswerException("the answer does not tell the passwords");
    }
    return new RegisteredApplication(
        objectId(said.id()), passwords.stream().map(ApplicationReader::password).toList());
  }

  /**
   * The password that was added.
   *
   * @throws UnusableAnswerException when the answer lacks a part of it
   */
  static AddedPassword added(MicrosoftGraphPasswordCredentialInner said) {
    String text = said.secretText();
    if (text == null || text.isBlank()) {
      throw new UnusableAnswerException("the answer holds no password");
    }
    OffsetDateTime ends = said.endDateTime();
    if (ends == null) {
      throw new UnusableAnswerException("the answer does not tell when the password ends");
    }
    return new AddedPassword(keyId(said), SecretText.of(text), ends.toInstant());
  }

  private static KnownPassword password(MicrosoftGraphPasswordCredentialInner said) {
    if (said == null) {
      throw new UnusableAnswerException("a password is empty");
    }
    return new KnownPassword(
        keyId(said),
        said.displayName() == null ? "" : said.displayName(),
        Optional.ofNullable(said.hint()),
        Optional.ofNullable(said.endDateTime()).map(OffsetDateTime::toInstant));
  }

  private static String objectId(@Nullable String text) {
    try {
      return GraphGuid.require(String.valueOf(text), "the id of the application").toString();
    } catch (RequestRefusedException e) {
      throw new UnusableAnswerException(e.detail());
    }
  }

  private static String keyId(MicrosoftGraphPasswordCredentialInner said) {
    if (said.keyId() == null) {
      throw new UnusableAnswerException("a password has no key id");
    }
    return said.keyId().toString();
  }
}

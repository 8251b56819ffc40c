package io.azimuth.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.azure.port.AttestedSignatures;
import io.azimuth.domain.azure.attested.AttestedDocument;
import io.azimuth.domain.azure.attested.AttestedProof;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The contract of every {@link AttestedSignatures}; a subclass supplies a signed document. */
public abstract class AttestedSignaturesContract {

  /** The signatures under test. */
  protected abstract AttestedSignatures signatures();

  /** The cloud of the signer. */
  protected abstract String cloud();

  /** The content of the signed document. */
  protected abstract AttestedDocument expected();

  /** The signed document. */
  protected abstract byte[] signed();

  /** A moment at which it is verified. */
  protected abstract Instant now();

  @Test
  public void tellsWhatASignedDocumentSays() {
    assertThat(verify(cloud(), signed())).isEqualTo(AttestedProof.proved(expected()));
  }

  @Test
  public void takesNoDocumentForAnotherCloud() {
    assertRejected(verify("AnotherCloud", signed()));
  }

  @Test
  public void takesNoPartOfADocument() {
    assertRejected(verify(cloud(), Arrays.copyOf(signed(), signed().length / 2)));
    assertRejected(verify(cloud(), new byte[0]));
  }

  @Test
  public void takesNothingElse() {
    assertRejected(verify(cloud(), "no document".getBytes(StandardCharsets.UTF_8)));
    assertRejected(verify(cloud(), new byte[AttestedSignatures.MAX_BYTES]));
    assertRejected(verify(cloud(), Arrays.copyOf(signed(), AttestedSignatures.MAX_BYTES + 1)));
  }

  private AttestedProof verify(String cloud, byte[] document) {
    return signatures().verify(cloud, document, now());
  }

  private static void assertRejected(AttestedProof proof) {
    assertThat(proof.document()).isEmpty();
    assertThat(proof.problem()).isNotEmpty();
  }
}

package io.azimuth.adapters.azure.attested;

import static io.azimuth.adapters.azure.attested.SigningChain.DAY;
import static io.azimuth.adapters.azure.attested.SigningChain.HOST;
import static io.azimuth.adapters.azure.attested.SigningChain.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.azure.port.AttestedSignatures;
import io.azimuth.domain.azure.attested.AttestedDocument;
import io.azimuth.domain.azure.attested.AttestedProof;
import io.azimuth.domain.azure.id.SubscriptionId;
import io.azimuth.domain.azure.id.VmId;
import io.azimuth.testkit.contract.AttestedSignaturesContract;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.oiw.OIWObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.jcajce.JcaSignerInfoGeneratorBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Documents that were made here, good ones and bad ones; the host of the signers is of a lab. */
class CmsAttestedSignaturesTest extends AttestedSignaturesContract {

  private static final String CONTENT =
      "{\"nonce\":\"0123456789\",\"plan\":{\"name\":\"\",\"product\":\"\",\"publisher\":\"\"},"
          + "\"timeStamp\":{\"createdOn\":\"11/25/26 12:00:00 -0000\","
          + "\"expiresOn\":\"11/25/26 18:00:00 -0000\"},"
          + "\"vmId\":\"ABCDEF00-0000-4000-8000-000000000001\","
          + "\"subscriptionId\":\"22222222-2222-2222-2222-222222222222\",\"sku\":\"22_04\"}";
  private static final AttestedDocument DOCUMENT =
      new AttestedDocument(
          "0123456789",
          NOW,
          Instant.parse("2026-11-25T18:00:00Z"),
          new VmId("abcdef00-0000-4000-8000-000000000001"),
          new SubscriptionId("22222222-2222-2222-2222-222222222222"));
  private static final String NO_STRUCTURE = "it is not a PKCS #7 structure of signed data";
  private static final String NO_ROOT =
      "the certificate of its signer does not lead to a root that is trusted for documents";

  private static final String NO_AUTHORITY =
      "; the certificate of CN=Test Authority is not known here";

  @TempDir private Path directory;
  private final SigningChain chain = new SigningChain();

  @Override
  protected AttestedSignatures signatures() {
    return trusting(chain.root());
  }

  @Override
  protected String cloud() {
    return "lab";
  }

  @Override
  protected AttestedDocument expected() {
    return DOCUMENT;
  }

  @Override
  protected byte[] signed() {
    return signed(CONTENT).der();
  }

  @Override
  protected Instant now() {
    return NOW;
  }

  @Test
  void takesTheHashUnderItsOwnNameToo() {
    assertProved(
        signed(CONTENT)
            .algorithms(
                NISTObjectIdentifiers.id_sha256,
                PKCSObjectIdentifiers.sha256WithRSAEncryption,
                "SHA256withRSA"));
    assertProved(
        signed(CONTENT)
            .algorithms(
                NISTObjectIdentifiers.id_sha512,
                PKCSObjectIdentifiers.rsaEncryption,
                "SHA512withRSA"));
  }

  @Test
  void takesEllipticKeys() {
    chain.signerKeys("EC", 256);
    assertProved(
        signed(CONTENT)
            .algorithms(
                NISTObjectIdentifiers.id_sha256,
                X9ObjectIdentifiers.ecdsa_with_SHA256,
                "SHA256withECDSA"));
  }

  @Test
  void takesSignedAttributes() throws Exception {
    assertThat(verify(withAttributes(CONTENT))).isEqualTo(AttestedProof.proved(DOCUMENT));
  }

  @Test
  void refusesOtherContentBelowSignedAttributes() throws Exception {
    byte[] document = replaced(withAttributes(CONTENT), "0123456789", "0123456780");

    assertRejected(document, "its content is not the one that was signed");
  }

  @Test
  void refusesChangedContent() {
    assertRejected(
        signed(CONTENT).content(CONTENT.replace("0123456789", "9876543210")).der(),
        "its signature is wrong");
  }

  @Test
  void refusesChangedBytesOrReadsTheSame() {
    byte[] document = signed();
    for (int i = 0; i < document.length; i += 11) {
      byte[] changed = document.clone();
      changed[i] ^= 0x20;
      AttestedProof proof = verify(changed);
      assertThat(proof.document().filter(it -> !it.equals(DOCUMENT)))
          .as("another document, by byte %d", i)
          .isEmpty();
    }
  }

  @Test
  void refusesMalformedSignedAttributes() throws Exception {
    byte[] document = withAttributes(CONTENT);
    byte[] attribute = CMSAttributes.contentType.getEncoded();
    int at = indexOf(document, attribute);
    int unreadable = 0;
    for (int i = at - 6; i < at + 120; i++) {
      for (int bit = 1; bit <= 0x80; bit <<= 1) {
        byte[] changed = document.clone();
        changed[i] ^= (byte) bit;
        AttestedProof proof = verify(changed);
        assertThat(proof.document()).as("byte %d, bit %x", i, bit).isEmpty();
        unreadable += proof.problem().equals("its signature cannot be verified") ? 1 : 0;
      }
    }
    assertThat(unreadable).isPositive();
  }

  private static int indexOf(byte[] all, byte[] part) {
    for (int i = all.length - part.length; i >= 0; i--) {
      if (Arrays.equals(all, i, i + part.length, part, 0, part.length)) {
        return i;
      }
    }
    throw new AssertionError("not there");
  }

  // CVE-2026-46354: the certificate that is checked is the one whose key signed.
  @Test
  void refusesTheSignatureOfAnotherKey() {
    SigningChain other = new SigningChain().signerKeys("RSA", 3072);
    byte[] foreign = new SignedStructure(other, CONTENT).der();
    SignedStructure own = signed(CONTENT);

    assertThat(verify(own.der()).document()).isPresent();
    assertThat(verify(foreign).document()).as("of the same authority").isPresent();
    assertRejected(
        own.algorithms(
                PKCSObjectIdentifiers.sha384WithRSAEncryption,
                PKCSObjectIdentifiers.rsaEncryption,
                "SHA256withRSA")
            .der(),
        "its signature is wrong");
  }

  @Test
  void refusesWeakHashesAndShortKeysAndOtherAlgorithms() {
    assertRejected(
        signed(CONTENT)
            .algorithms(
                OIWObjectIdentifiers.idSHA1, PKCSObjectIdentifiers.rsaEncryption, "SHA1withRSA")
            .der(),
        "its hash is not one of SHA-2");
    assertRejected(
        signed(CONTENT)
            .algorithms(
                NISTObjectIdentifiers.id_sha256,
                PKCSObjectIdentifiers.id_RSASSA_PSS,
                "SHA256withRSA")
            .der(),
        "the algorithm of its signature is not accepted");
    assertRejected(
        signed(CONTENT)
            .algorithms(
                NISTObjectIdentifiers.id_sha256,
                PKCSObjectIdentifiers.sha512WithRSAEncryption,
                "SHA256withRSA")
            .der(),
        "the algorithm of its signature is not accepted");
    chain.signerKeys("RSA", 1024);
    assertRejected(signed(), "the key of its signer is too short");
  }

  @Test
  void refusesAnotherNumberOfSignersThanOne() {
    assertRejected(signed(CONTENT).signers(2).der(), "it has 2 signers, not one");
    assertRejected(signed(CONTENT).signers(0).der(), "it has 0 signers, not one");
  }

  @Test
  void refusesADetachedSignatureAndOtherContent() {
    assertRejected(signed(CONTENT).detached().der(), "the signature has no content");
    assertRejected(
        signed(CONTENT).contentType(CMSObjectIdentifiers.envelopedData).der(),
        "the signature has no content");
  }

  @Test
  void refusesWhatFollowsTheStructure() {
    byte[] document = signed();
    byte[] more = Arrays.copyOf(document, document.length + 2);
    more[document.length] = 0x05; // NULL
    assertRejected(more, "something follows the PKCS #7 structure");
    assertRejected(Arrays.copyOf(document, document.length + 2), NO_STRUCTURE);
    assertRejected(Arrays.copyOf(more, document.length + 1), NO_STRUCTURE);
  }

  @Test
  void refusesADocumentWithoutTheCertificateOfItsSigner() {
    assertRejected(
        signed(CONTENT).withoutSigner().der(), "the certificate of its signer is not in it");
  }

  @Test
  void refusesManyCertificates() {
    X509Certificate[] many = new X509Certificate[SignedContent.MAX_CERTIFICATES];
    Arrays.setAll(many, i -> chain.between());

    assertRejected(signed(CONTENT).with(many).der(), "it has more than 8 certificates");
  }

  @Test
  void refusesACertificateThatIsNotForTheHost() {
    for (String host :
        List.of(
            "evil.example",
            "metadata.example.evil",
            "evilmetadata.example",
            "metadata.example.",
            "example")) {
      assertRejected(
          new SignedStructure(new SigningChain().hosts(host), CONTENT).der(),
          "the certificate of its signer is not for metadata.example or a host below it");
    }
    for (String host : List.of(HOST, "METADATA.example", "*.metadata.example")) {
      assertProved(new SignedStructure(new SigningChain().hosts(host), CONTENT));
    }
  }

  @Test
  void readsTheCommonNameOnlyWhereNoOtherNameIs() {
    assertProved(new SignedStructure(new SigningChain().hosts(), CONTENT));
    assertRejected(
        new SignedStructure(new SigningChain().hosts("evil.example"), CONTENT).der(),
        "the certificate of its signer is not for metadata.example or a host below it");
    assertRejected(
        new SignedStructure(new SigningChain().hosts().subject("CN=evil.example"), CONTENT).der(),
        "the certificate of its signer is not for metadata.example or a host below it");
    assertRejected(
        new SignedStructure(
                new SigningChain().hosts().subject("CN=metadata.example,CN=evil.example"), CONTENT)
            .der(),
        "the certificate of its signer is not for metadata.example or a host below it");
  }

  @Test
  void refusesACertificateOfAnotherPurpose() {
    for (SigningChain other :
        List.of(
            new SigningChain().purpose(Optional.of(KeyPurposeId.id_kp_codeSigning)),
            new SigningChain().purpose(Optional.of(KeyPurposeId.id_kp_clientAuth)),
            new SigningChain().purpose(Optional.empty()),
            new SigningChain().usage(KeyUsage.keyEncipherment))) {
      assertRejected(
          new SignedStructure(other, CONTENT).der(),
          "the certificate of its signer is not of a server");
    }
  }

  @Test
  void refusesCertificatesThatAreNotValidNow() {
    assertRejected(
        new SignedStructure(new SigningChain().valid(NOW.minus(DAY), NOW.minusSeconds(1)), CONTENT)
            .der(),
        "the certificate of its signer has expired");
    assertRejected(
        new SignedStructure(new SigningChain().valid(NOW.plusSeconds(1), NOW.plus(DAY)), CONTENT)
            .der(),
        "the certificate of its signer is not valid yet");
    assertRejected(
        new SignedStructure(new SigningChain().betweenUntil(NOW.minusSeconds(1)), CONTENT).der(),
        NO_ROOT + NO_AUTHORITY);
  }

  @Test
  void refusesAChainThatDoesNotLeadToTheRoot() {
    assertRejected(
        new SignedStructure(new SigningChain().betweenIsNoAuthority(), CONTENT).der(), NO_ROOT);
    assertRejected(new SignedStructure(new SigningChain().signsItself(), CONTENT).der(), NO_ROOT);
    assertRejected(signed(CONTENT).withoutBetween().der(), NO_ROOT + NO_AUTHORITY);
  }

  @Test
  void takesARootFromNoDocument() {
    X509Certificate other = new SigningChain().subject("CN=other").signsItself().signer();
    SignedStructure document =
        new SignedStructure(new SigningChain().signsItself(), CONTENT).with(other);

    assertRejected(document.der(), NO_ROOT);
  }

  @Test
  void takesTheCertificatesBetweenFromTheFileToo() {
    byte[] bare = signed(CONTENT).withoutBetween().der();

    assertThat(trusting(chain.root(), chain.between()).verify("lab", bare, NOW))
        .isEqualTo(AttestedProof.proved(DOCUMENT));
  }

  @Test
  void trustsNoAuthorityBetweenAsARoot() {
    assertThat(trusting(chain.between()).verify("lab", signed(), NOW).problem())
        .as("the roots of the runtime remain")
        .isEqualTo(NO_ROOT + "; the certificate of CN=Test Root is not known here");
  }

  @Test
  void takesASignerBelowTheRootItself() {
    assertProved(new SignedStructure(new SigningChain().signedByRoot(), CONTENT));
  }

  @Test
  void refusesContentThatIsNotAsDocumented() {
    Map<String, String> bad =
        Map.of(
            "[]",
            "its nonce cannot be read",
            "{",
            "its content is not JSON",
            CONTENT + "{}",
            "its content is not JSON",
            CONTENT.replace("\"sku\"", "\"nonce\""),
            "its content is not JSON",
            CONTENT.replace("\"0123456789\"", "123456789"),
            "its nonce cannot be read",
            CONTENT.replace("12:00:00 -0000", "12:00:00"),
            "its createdOn cannot be read",
            CONTENT.replace("11/25/26 18", "31/25/26 18"),
            "its expiresOn cannot be read",
            CONTENT.replace("ABCDEF00-", ""),
            "its vmId cannot be read",
            CONTENT.replace("22222222-2222-", ""),
            "its subscriptionId cannot be read");

    bad.forEach((content, problem) -> assertRejected(signed(content).der(), problem));
  }

  @Test
  void survivesWhatIsNestedDeeply() {
    ByteArrayOutputStream nested = new ByteArrayOutputStream();
    byte[] indefinite = {0x30, (byte) 0x80};
    for (int i = 0; i < AttestedSignatures.MAX_BYTES / 4; i++) {
      nested.writeBytes(indefinite);
    }
    nested.writeBytes(new byte[AttestedSignatures.MAX_BYTES - nested.size()]);
    assertRejected(nested.toByteArray(), NO_STRUCTURE);
    assertRejected(definite(3_000), NO_STRUCTURE);
  }

  @Test
  void refusesTheExampleOfMicrosoftsDocumentationWhichIsOld() throws IOException {
    byte[] example =
        Base64.getDecoder()
            .decode(
                new String(
                        Objects.requireNonNull(
                                CmsAttestedSignaturesTest.class.getResourceAsStream(
                                    "documented-example.txt"))
                            .readAllBytes(),
                        StandardCharsets.US_ASCII)
                    .strip());

    assertThat(
            new CmsAttestedSignatures(AttestedSigners.BUILT_IN)
                .verify("AzurePublicCloud", example, Instant.parse("2018-11-20T22:08:00Z"))
                .problem())
        .isEqualTo("the key of its signer is too short");
  }

  @Test
  void theRuntimeHasRootsOfAzureAndOnlyThese() {
    assertThat(AzureRoots.ofRuntime())
        .isNotEmpty()
        .allSatisfy(
            root ->
                assertThat(root.getSubjectX500Principal().getName())
                    .containsAnyOf("DigiCert", "Microsoft"));
  }

  @Test
  void knowsNoSignersOfACloudWithoutAHost() {
    assertThat(
            new CmsAttestedSignatures(AttestedSigners.BUILT_IN)
                .verify("lab", signed(), NOW)
                .problem())
        .isEqualTo("the configuration file says no attested_host for the cloud");
  }

  // Each level is a constructed sequence of definite length around the next one.
  private static byte[] definite(int levels) {
    byte[] inner = {};
    for (int i = 0; i < levels; i++) {
      ByteArrayOutputStream level = new ByteArrayOutputStream();
      level.write(0x30);
      level.write(0x82);
      level.write(inner.length >> 8);
      level.write(inner.length & 0xff);
      level.writeBytes(inner);
      inner = level.toByteArray();
    }
    return inner;
  }

  private static byte[] replaced(byte[] document, String from, String to) {
    String text = new String(document, StandardCharsets.ISO_8859_1);
    assertThat(text).contains(from);
    return text.replace(from, to).getBytes(StandardCharsets.ISO_8859_1);
  }

  private byte[] withAttributes(String content)
      throws OperatorCreationException, GeneralSecurityException, CMSException, IOException {
    X509Certificate signer = chain.signer();
    CMSSignedDataGenerator generator = new CMSSignedDataGenerator();
    generator.addSignerInfoGenerator(
        new JcaSignerInfoGeneratorBuilder(new JcaDigestCalculatorProviderBuilder().build())
            .build(
                new JcaContentSignerBuilder("SHA256withRSA").build(chain.keys().getPrivate()),
                signer));
    generator.addCertificates(new JcaCertStore(List.of(signer, chain.between())));
    return generator
        .generate(new CMSProcessableByteArray(content.getBytes(StandardCharsets.UTF_8)), true)
        .getEncoded();
  }

  private SignedStructure signed(String content) {
    return new SignedStructure(chain, content);
  }

  private AttestedProof verify(byte[] document) {
    return signatures().verify("lab", document, NOW);
  }

  private void assertProved(SignedStructure document) {
    assertThat(verify(document.der())).isEqualTo(AttestedProof.proved(DOCUMENT));
  }

  private void assertRejected(byte[] document, String problem) {
    assertThat(verify(document)).isEqualTo(AttestedProof.rejected(problem));
  }

  private AttestedSignatures trusting(X509Certificate... certificates) {
    StringWriter text = new StringWriter();
    try (JcaPEMWriter pem = new JcaPEMWriter(text)) {
      for (X509Certificate one : certificates) {
        pem.writeObject(one);
      }
      pem.flush();
      Path file = Files.writeString(directory.resolve("attested.pem"), text.toString());
      return new CmsAttestedSignatures(
          new AttestedSigners(Map.of("lab", HOST), Map.of("lab", file)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

/** Claims of signed tokens, of any issuer: before and after verification. */
package io.azimuth.domain.claim;

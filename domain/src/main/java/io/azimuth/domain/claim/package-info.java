/** Claims of signed tokens, of any issuer: what somebody says and what was proved. */
package io.azimuth.domain.claim;

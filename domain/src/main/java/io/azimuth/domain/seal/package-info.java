/** Keys in shares: so many people each hold a part, and so many of them together open the store. */
package io.azimuth.domain.seal;

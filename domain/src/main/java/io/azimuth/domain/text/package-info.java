/** How external text is compared, read and shown. */
package io.azimuth.domain.text;

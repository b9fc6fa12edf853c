"""One module a shape or page: state in, frame out."""

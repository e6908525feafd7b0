from insightface.utils import face_align


def aligned(image, landmarks):
    return face_align.norm_crop(image, landmarks)
